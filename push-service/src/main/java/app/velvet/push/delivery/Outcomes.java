package app.velvet.push.delivery;

import app.velvet.events.Backoff;
import app.velvet.push.delivery.DeliveryOutcome.Accepted;
import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import app.velvet.push.delivery.DeliveryOutcome.Expired;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What tries have led to, as it is stored. */
final class Outcomes {

    /** Also from a worker whose lease is over: an answer is true whoever hears it. */
    private static final String DECIDE = """
            update delivery set state = ?, reason = ?, decided_at = now()
             where company_id = ? and id = ? and state = 'waiting'
            """;

    private static final String ACCEPT = """
            update delivery d set state = 'accepted', reason = null, decided_at = now()
              from unnest(?::bigint[], ?::bigint[]) as accepted (company_id, id)
             where d.company_id = accepted.company_id and d.id = accepted.id and d.state = 'waiting'
            """;

    /** From a worker whose lease is over it says nothing: another is at it. */
    private static final String POSTPONE = """
            with next as (select now() + make_interval(secs => ?) as moment)
            update delivery
               set reason = ?, due_at = moment, state = case when moment < expires_at then state else 'dead' end,
                   decided_at = case when moment < expires_at then null else now() end
              from next
             where company_id = ? and id = ? and tries = ? and state = 'waiting'
            returning state = 'dead'
            """;

    private final Backoff backoff;

    Outcomes(Backoff backoff) {
        this.backoff = backoff;
    }

    /** See {@link PushQueue#record}. */
    DeliveryOutcome record(Connection transaction, DueDelivery delivery, DeliveryOutcome outcome) throws SQLException {
        if (outcome instanceof Failed failed) {
            return postpone(transaction, delivery, failed);
        }
        if (outcome instanceof DeviceDead dead) {
            return forgetDevice(transaction, delivery, dead);
        }
        if (outcome instanceof Refused refused) {
            decide(transaction, delivery, "refused", refused.reason());
        } else if (outcome instanceof Accepted) {
            decide(transaction, delivery, "accepted", null);
        }
        return outcome;
    }

    /** In one statement, however many they are. */
    void recordAccepted(Connection transaction, List<DueDelivery> accepted) throws SQLException {
        var companyIds = accepted.stream().map(DueDelivery::companyId).toArray();
        var ids = accepted.stream().map(DueDelivery::id).toArray();
        try (var statement = transaction.prepareStatement(ACCEPT)) {
            statement.setArray(1, transaction.createArrayOf("bigint", companyIds));
            statement.setArray(2, transaction.createArrayOf("bigint", ids));
            statement.executeUpdate();
        }
    }

    private DeliveryOutcome forgetDevice(Connection transaction, DueDelivery delivery, DeviceDead dead)
            throws SQLException {
        if (!DeadDevices.forget(transaction, delivery, dead)) {
            return postpone(transaction, delivery, new Failed(dead.reason()));
        }
        decide(transaction, delivery, "refused", dead.reason());
        return dead;
    }

    private static void decide(Connection transaction, DueDelivery delivery, String state, String reason)
            throws SQLException {
        try (var statement = transaction.prepareStatement(DECIDE)) {
            statement.setString(1, state);
            statement.setString(2, reason);
            statement.setLong(3, delivery.companyId());
            statement.setLong(4, delivery.id());
            statement.executeUpdate();
        }
    }

    private DeliveryOutcome postpone(Connection transaction, DueDelivery delivery, Failed failed) throws SQLException {
        var pause = backoff.after(delivery.tries(), failed.retryAfter());
        try (var statement = transaction.prepareStatement(POSTPONE)) {
            statement.setDouble(1, pause.toMillis() / 1000.0);
            statement.setString(2, failed.reason());
            statement.setLong(3, delivery.companyId());
            statement.setLong(4, delivery.id());
            statement.setInt(5, delivery.tries());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1) ? new Expired(failed.reason()) : failed;
            }
        }
    }
}
