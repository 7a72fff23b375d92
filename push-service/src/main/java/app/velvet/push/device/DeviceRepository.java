package app.velvet.push.device;

import static java.util.stream.Collectors.groupingBy;

import app.velvet.api.persistence.Deletion;
import app.velvet.api.token.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Devices as they are stored. */
@ApplicationScoped
class DeviceRepository {

    /** Of whatever company: a token is one phone's, and the phone may have changed hands. */
    private static final String BY_TOKEN = "d.platform = :platform and d.token = :token";

    private static final String SAME = "select d from Device d where " + BY_TOKEN
            + " or d.companyId = :companyId and d.deviceId = :deviceId order by d.id";
    private static final String OF_OTHERS = "select count(*) from Device d where " + BY_TOKEN
            + " and not (d.companyId = :companyId and d.userId = :userId)";

    private static final String REMOVE_OLD = "delete from Device d where " + BY_TOKEN
            + " and d.companyId = :companyId and d.userId = :userId and d.registeredAt < :moment";

    /** In text order, so that two who lock the same do so in the same order. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:claim, 0))";

    /** Those that the registration is about, by their token or their id; nobody else registers them meanwhile. */
    Uni<List<Device>> findForRegistration(Caller user, Registration registration) {
        return Panache.getSession()
                .call(session -> lock(session, user, registration))
                .chain(session -> session.createSelectionQuery(SAME, Device.class)
                        .setParameter("platform", registration.platform().wireName())
                        .setParameter("token", registration.token())
                        .setParameter("companyId", user.companyId())
                        .setParameter("deviceId", registration.deviceId())
                        .getResultList());
    }

    /** Whether the token is registered, but not to this user. */
    Uni<Boolean> isOfAnother(Caller user, Platform platform, String token) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_OTHERS, Long.class)
                        .setParameter("platform", platform.wireName())
                        .setParameter("token", token)
                        .setParameter("companyId", user.companyId())
                        .setParameter("userId", user.userId())
                        .getSingleResult())
                .map(count -> count > 0);
    }

    Uni<Void> add(Device device) {
        return Panache.getSession().chain(session -> session.persist(device));
    }

    Uni<Void> remove(Collection<Device> devices) {
        var byCompany = devices.stream().collect(groupingBy(Device::companyId));
        return Multi.createFrom()
                .iterable(byCompany.entrySet())
                .call(company -> Panache.getSession()
                        .chain((Mutiny.Session session) -> Deletion.of(session, company.getKey(), company.getValue())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    Uni<Void> removeIfRegisteredBefore(Caller user, Platform platform, String token, Instant moment) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(REMOVE_OLD)
                        .setParameter("platform", platform.wireName())
                        .setParameter("token", token)
                        .setParameter("companyId", user.companyId())
                        .setParameter("userId", user.userId())
                        .setParameter("moment", moment)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> lock(Mutiny.Session session, Caller user, Registration registration) {
        var token = registration.platform().wireName() + " " + registration.token();
        var claims = registration.deviceId() == null
                ? Stream.of(token)
                : Stream.of(token, user.companyId() + " " + registration.deviceId());
        return Multi.createFrom()
                .items(claims.sorted())
                .call(claim -> session.createNativeQuery(LOCK)
                        .setParameter("claim", claim)
                        .getResultList())
                .collect()
                .last()
                .replaceWithVoid();
    }
}
