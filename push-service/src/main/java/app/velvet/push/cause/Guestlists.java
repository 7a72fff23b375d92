package app.velvet.push.cause;

import app.velvet.api.permission.Right;
import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.push.notification.Announcement;
import app.velvet.push.notification.Announcer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Guests are put on somebody's guestlist, approved and denied by others, and he is told. */
@ApplicationScoped
class Guestlists {

    static final String CLASS_NAME = "Guestlist";
    static final String TABLE = "guestlist";

    private static final String DENIED = "denied";

    private final Announcer announcer;

    Guestlists(Announcer announcer) {
        this.announcer = announcer;
    }

    /** What of a guestlist is told when it changes. */
    private record Decision(boolean approved, boolean denied) {

        static Decision of(ChangeData data) {
            return new Decision(data.isTrue("approved"), DENIED.equals(data.text("stage")));
        }
    }

    /**
     * Nobody is told of an update of something that is not known here, nor of one that nobody made: then a restored service
     * names again what it has.
     *
     * @param tells whether anybody is told
     */
    void apply(Connection transaction, ChangeRecord change, boolean tells) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        var data = ChangeData.of(change);
        var known = find(transaction, change);
        var now = Decision.of(data);
        if (known.equals(Optional.of(now))) {
            return;
        }
        store(transaction, change, now);
        if (tells && known.isPresent() && change.actorId() != null) {
            tellDecided(transaction, change, data, known.get(), now);
        } else if (tells && known.isEmpty() && change.action() == Action.CREATE) {
            tell(transaction, change, data, "New on your guestlist", " put %s on your guestlist");
        }
    }

    private void tellDecided(
            Connection transaction, ChangeRecord change, ChangeData data, Decision before, Decision after)
            throws SQLException {
        if (after.denied() && !before.denied()) {
            tell(transaction, change, data, "Guestlist denied", " denied %s on your guestlist");
        } else if (after.approved() && !before.approved()) {
            tell(transaction, change, data, "Guestlist approved", " approved %s on your guestlist");
        } else if (before.approved() && !after.approved()) {
            tell(transaction, change, data, "Guestlist no longer approved", " does not approve %s on your guestlist");
        }
    }

    /** @param predicate with a place for the guest's name */
    private void tell(Connection transaction, ChangeRecord change, ChangeData data, String title, String predicate)
            throws SQLException {
        var booking = Booking.of(data.json());
        var message = booking.told(Readers.actor(transaction, change) + predicate.formatted(booking.guest()));
        announcer.announce(
                transaction,
                Announcement.of(change, title, message),
                Readers.among(transaction, change, Right.READ_GUESTLISTS, data.number("user_id")));
    }

    private static Optional<Decision> find(Connection transaction, ChangeRecord change) throws SQLException {
        var select = "select approved, denied from guestlist where company_id = ? and id = ?";
        try (var query = transaction.prepareStatement(select)) {
            query.setLong(1, change.companyId());
            query.setLong(2, change.id());
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Decision(row.getBoolean("approved"), row.getBoolean("denied")))
                        : Optional.empty();
            }
        }
    }

    private static void store(Connection transaction, ChangeRecord change, Decision decision) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into guestlist (company_id, id, approved, denied)
                values (?, ?, ?, ?)
                on conflict on constraint pk_guestlist do update
                   set approved = excluded.approved, denied = excluded.denied
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setBoolean(3, decision.approved());
            statement.setBoolean(4, decision.denied());
            statement.executeUpdate();
        }
    }
}
