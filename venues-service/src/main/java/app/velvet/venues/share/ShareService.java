package app.velvet.venues.share;

import app.velvet.api.answer.Message;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.EventError;
import app.velvet.venues.event.EventOverview;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Takes down who shares which event. */
@ApplicationScoped
class ShareService {

    private final ShareRepository shares;
    private final EventDirectory events;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    ShareService(ShareRepository shares, EventDirectory events, Outbox outbox, Idempotency idempotency, Clock clock) {
        this.shares = shares;
        this.events = events;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @WithTransaction
    Uni<Message> log(Caller caller, long eventId, NewShare share) {
        caller.require(Right.READ_EVENTS);
        return idempotency.once(caller, () -> logged(caller, eventId, share), Message.class);
    }

    private Uni<Message> logged(Caller caller, long eventId, NewShare share) {
        return events.findForUse(caller, eventId)
                .map(found -> found.orElseThrow(() -> new RefusedException(EventError.NOT_FOUND, eventId)))
                .chain(event -> shares.add(new EventShare(
                                caller.companyId(),
                                eventId,
                                caller.userId(),
                                share.socialNetworkName(),
                                clock.instant()))
                        .chain(added -> publish(added.view(), event, caller)))
                .replaceWith(Message.SUCCESS);
    }

    private Uni<Void> publish(EventShareView share, EventOverview event, Caller caller) {
        return outbox.append(
                ShareChanges.of(Action.CREATE, share, event.venueId(), caller.companyId(), caller.userId()));
    }
}
