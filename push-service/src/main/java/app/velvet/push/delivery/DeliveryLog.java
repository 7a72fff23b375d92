package app.velvet.push.delivery;

import app.velvet.api.token.Caller;
import app.velvet.push.notification.NotificationService;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What has become of notifications. */
@ApplicationScoped
class DeliveryLog {

    private static final String OF_NOTIFICATION =
            "select d from Delivery d where d.companyId = :companyId and d.notificationId = :notificationId order by d.id";

    private final NotificationService notifications;

    DeliveryLog(NotificationService notifications) {
        this.notifications = notifications;
    }

    /** In id order; fails as the notification is not for the caller's eyes. */
    @WithSession
    Uni<List<DeliveryView>> of(Caller caller, long notificationId) {
        return notifications
                .requireVisible(caller, notificationId)
                .chain(Panache::getSession)
                .chain(session -> session.createSelectionQuery(OF_NOTIFICATION, Delivery.class)
                        .setParameter("companyId", caller.companyId())
                        .setParameter("notificationId", notificationId)
                        .getResultList())
                .map(deliveries -> deliveries.stream().map(Delivery::view).toList());
    }
}
