package app.velvet.push.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The device that a claimed push is for, if it is to be reached. */
public final class ReachableDevice {

    /**
     * Joins {@code device} to {@code claimed}, which has a company and a device id. A device counts only while its user is
     * active and the session in which he registered it goes on: that is asked here, when it matters.
     */
    public static final String JOIN = """
            left join device on device.company_id = claimed.company_id and device.id = claimed.device_id
                 and exists (select 1 from staff_member m
                              where m.company_id = device.company_id and m.id = device.user_id
                                and m.active and not m.shut_out)
                 and not exists (select 1 from staff_company c
                                  where c.company_id = device.company_id and not (c.active and not c.shut_out))
                 and not exists (select 1 from staff_session_end e
                                  where e.company_id = device.company_id and e.id = device.session_id)
            """;

    private ReachableDevice() {}

    /** The moment in a column, or null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
