package app.velvet.push.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker has leased of a queue.
 *
 * @param next when there may be more to lease
 */
public record Claimed(List<DueDelivery> deliveries, Next next) {

    /** When it is worth to look again. */
    public enum Next {
        NOW,
        /** The provider's limit or somebody else's lock holds up what is due. */
        SOON,
        WHEN_TOLD
    }

    /** Makes a push of a row. */
    @FunctionalInterface
    public interface Row {
        DueDelivery read(ResultSet row) throws SQLException;
    }

    /**
     * @param rows with the columns of {@link SendLimits#tally}, and with a null {@code company_id} if nothing was leased
     * @param limit how many were asked for
     */
    public static Claimed read(ResultSet rows, int limit, Row row) throws SQLException {
        var deliveries = new ArrayList<DueDelivery>();
        var next = Next.WHEN_TOLD;
        while (rows.next()) {
            next = next(rows.getInt("room"), rows.getInt("seen"), rows.getInt("busy"), limit);
            if (rows.getObject("company_id") != null) {
                deliveries.add(row.read(rows));
            }
        }
        return new Claimed(deliveries, next);
    }

    private static Next next(int room, int seen, int busy, int limit) {
        if (busy > 0 || seen == room && room < limit) {
            return Next.SOON;
        }
        return seen == limit ? Next.NOW : Next.WHEN_TOLD;
    }
}
