package app.velvet.contacts.log;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.contact.ContactsAtWork;
import app.velvet.contacts.derived.Dependants;
import app.velvet.contacts.derived.Followed;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.contacts.log.LogChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logs follow their contact: who may see it, and its end. */
@ApplicationScoped
class LogsFollowing implements Dependants {

    private final LogRepository logs;
    private final ContactsAtWork contacts;
    private final Outbox outbox;

    LogsFollowing(LogRepository logs, ContactsAtWork contacts, Outbox outbox) {
        this.logs = logs;
        this.contacts = contacts;
        this.outbox = outbox;
    }

    @Override
    public String className() {
        return LogChanges.LOG_METHOD;
    }

    @Override
    public boolean follow(String originClass, Aspect aspect) {
        return originClass.equals(ContactsAtWork.CLASS_NAME) && aspect != Aspect.NAME;
    }

    @Override
    public List<Long> followed(Connection transaction, long companyId, String originClass, Collection<Long> originIds)
            throws SQLException {
        return Followed.by(transaction, "log_method", "contact_id", companyId, originIds);
    }

    @Override
    public Uni<Optional<Long>> bringUpToDate(Origin contact, long afterId, int limit, Long actorId) {
        return contacts.findAudience(contact)
                .chain(audience -> logs.nextForUpdate(contact.companyId(), contact.id(), afterId, limit)
                        .call(next -> audience.isPresent()
                                ? follow(next, audience.get(), actorId)
                                : end(contact.companyId(), next, actorId)))
                .map(next -> next.size() < limit
                        ? Optional.empty()
                        : Optional.of(next.get(limit - 1).id()));
    }

    private Uni<Void> follow(List<LogMethod> next, Set<Audience> audience, Long actorId) {
        return outbox.append(next.stream()
                .flatMap(log -> follow(log, audience, actorId).stream())
                .toList());
    }

    private static List<ChangeEvent> follow(LogMethod log, Set<Audience> audience, Long actorId) {
        var before = Snapshot.of(log);
        log.follow(audience);
        return LogChanges.since(before, log, actorId);
    }

    private Uni<Void> end(long companyId, List<LogMethod> next, Long actorId) {
        var changes =
                next.stream().map(log -> LogChanges.destroyed(log, actorId)).toList();
        return logs.remove(companyId, next).chain(() -> outbox.append(changes));
    }
}
