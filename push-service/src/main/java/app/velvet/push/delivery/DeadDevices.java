package app.velvet.push.delivery;

import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;

/** Devices that their provider does not know any more. */
public final class DeadDevices {

    /**
     * With the device as it is now: what its user has registered again since is alive. Without a moment from the provider
     * it is the registration that the push went to that is dead.
     */
    private static final String FORGET = """
            delete from device
             where company_id = ? and id = ? and token = ?
               and case when ?::timestamptz is null then registered_at <= ? else registered_at < ? end
            """;

    private static final String FIND = "select from device where company_id = ? and id = ?";

    private DeadDevices() {}

    /**
     * Forgets the device of a push, which another push may have done before; false if it was registered since, and so is not
     * dead.
     */
    public static boolean forget(Connection transaction, DueDelivery delivery, DeviceDead dead) throws SQLException {
        return remove(transaction, delivery, dead) || !isThere(transaction, delivery);
    }

    private static boolean remove(Connection transaction, DueDelivery delivery, DeviceDead dead) throws SQLException {
        try (var statement = transaction.prepareStatement(FORGET)) {
            statement.setLong(1, delivery.companyId());
            statement.setLong(2, delivery.deviceId());
            statement.setString(3, delivery.push().token());
            setInstant(statement, 4, dead.since());
            setInstant(statement, 5, delivery.registeredAt());
            setInstant(statement, 6, dead.since());
            return statement.executeUpdate() == 1;
        }
    }

    private static boolean isThere(Connection transaction, DueDelivery delivery) throws SQLException {
        try (var query = transaction.prepareStatement(FIND)) {
            query.setLong(1, delivery.companyId());
            query.setLong(2, delivery.deviceId());
            try (var row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void setInstant(PreparedStatement statement, int place, Instant moment) throws SQLException {
        statement.setObject(
                place, moment == null ? null : moment.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
