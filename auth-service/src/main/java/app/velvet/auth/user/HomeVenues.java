package app.velvet.auth.user;

import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.JdbcOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps what a user's home venue is, and publishes him when it is another one. */
@ApplicationScoped
class HomeVenues {

    /** In the order in which all who lock several users lock them. */
    private static final String LOCK =
            "select id from users where company_id = ? and id = any (?) order by id for update";

    private static final String FOLLOW = """
            update users
               set home_venue_id = home.venue_id
              from (select asked.user_id, min(venue_id) filter (where home) as venue_id
                      from unnest(?::bigint[]) as asked (user_id)
                      left join user_venue on user_venue.company_id = ? and user_venue.user_id = asked.user_id
                     group by asked.user_id) as home
             where users.company_id = ? and users.id = home.user_id
               and users.home_venue_id is distinct from home.venue_id
            returning users.id
            """;

    private final PublishedUsers published;
    private final JdbcOutbox outbox;

    HomeVenues(PublishedUsers published, JdbcOutbox outbox) {
        this.published = published;
        this.outbox = outbox;
    }

    /** @param userIds whose copies of venues have changed */
    void follow(Connection transaction, long companyId, Collection<Long> userIds) throws SQLException {
        lock(transaction, companyId, userIds);
        var changes = new ArrayList<ChangeEvent>();
        for (var id : followed(transaction, companyId, userIds)) {
            changes.add(published.current(transaction, companyId, id));
        }
        outbox.append(transaction, changes, null);
    }

    private static void lock(Connection transaction, long companyId, Collection<Long> userIds) throws SQLException {
        try (var lock = transaction.prepareStatement(LOCK)) {
            lock.setLong(1, companyId);
            lock.setArray(2, transaction.createArrayOf("bigint", userIds.toArray()));
            lock.executeQuery().close();
        }
    }

    /** Returns those who have another home venue now. */
    private static List<Long> followed(Connection transaction, long companyId, Collection<Long> userIds)
            throws SQLException {
        var followed = new ArrayList<Long>();
        try (var follow = transaction.prepareStatement(FOLLOW)) {
            follow.setArray(1, transaction.createArrayOf("bigint", userIds.toArray()));
            follow.setLong(2, companyId);
            follow.setLong(3, companyId);
            try (var rows = follow.executeQuery()) {
                while (rows.next()) {
                    followed.add(rows.getLong(1));
                }
            }
        }
        return followed;
    }
}
