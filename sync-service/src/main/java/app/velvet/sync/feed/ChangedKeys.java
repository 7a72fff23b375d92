package app.velvet.sync.feed;

import app.velvet.api.permission.Audience;
import app.velvet.events.staff.StaffChange.MemberChanged;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;

/** The audience keys under which one transaction of a shard changes something. */
final class ChangedKeys {

    private static final String STORE = """
            insert into feed_key (company_id, audience_key, shard, advanced_at)
            select changed.company_id, changed.audience_key, ?, ?
              from unnest(?::bigint[], ?::text[]) as changed (company_id, audience_key)
            on conflict on constraint pk_feed_key do update set advanced_at = excluded.advanced_at
            """;

    private final Set<CompanyKey> keys = new LinkedHashSet<>();

    private record CompanyKey(long companyId, String audienceKey) {}

    void add(long companyId, String audienceKey) {
        keys.add(new CompanyKey(companyId, audienceKey));
    }

    void addAll(long companyId, Set<String> audienceKeys) {
        audienceKeys.forEach(audienceKey -> add(companyId, audienceKey));
    }

    /** A user who sees something else now: what concerns him alone has changed. */
    void addReader(MemberChanged user) {
        add(user.companyId(), KeySpace.PRIVATE.key(Audience.user(user.userId())));
    }

    /** @param time of the shard, which is locked and to which all these companies belong */
    void store(Connection transaction, int shard, Instant time) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        var companyIds = keys.stream().map(CompanyKey::companyId).toArray();
        var audienceKeys = keys.stream().map(CompanyKey::audienceKey).toArray();
        try (var statement = transaction.prepareStatement(STORE)) {
            statement.setInt(1, shard);
            statement.setObject(2, time.atOffset(ZoneOffset.UTC));
            statement.setArray(3, transaction.createArrayOf("bigint", companyIds));
            statement.setArray(4, transaction.createArrayOf("text", audienceKeys));
            statement.executeUpdate();
        }
    }
}
