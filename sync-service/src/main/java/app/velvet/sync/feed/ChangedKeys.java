package app.velvet.sync.feed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.KeySpace;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.staff.StaffChange.MemberChanged;
import app.velvet.events.trace.Traces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The audience keys under which one transaction of a shard changes something. */
final class ChangedKeys {

    private static final String STORE = """
            insert into feed_key as key (company_id, audience_key, shard, advanced_at, session_id, traceparent)
            select changed.company_id, changed.audience_key, announcement.shard, ?, changed.session_id, changed.traceparent
              from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[])
                       as changed (company_id, audience_key, session_id, traceparent)
              join feed_announcement announcement on announcement.shard = ?
            on conflict on constraint pk_feed_key do update
               set advanced_at = excluded.advanced_at,
                   traceparent = coalesce(excluded.traceparent, case
                       when key.advanced_at > (select announced_until from feed_announcement
                                                where shard = excluded.shard)
                       then key.traceparent
                   end),
                   session_id = case
                       when key.session_id = excluded.session_id
                            or key.advanced_at <= (select announced_until from feed_announcement
                                                    where shard = excluded.shard)
                       then excluded.session_id
                   end
            """;

    private final Set<CompanyKey> keys = new LinkedHashSet<>();
    /** Those of them under which something changes that nobody of the session has seen. */
    private final Set<CompanyKey> derived = new HashSet<>();

    private final Map<Long, Long> sessions;
    private final Map<Long, String> traceparents;

    /** @param changes what makes them change */
    ChangedKeys(List<ChangeRecord> changes, Traces traces) {
        sessions = onlySessions(changes);
        traceparents = changes.stream()
                .filter(change -> traces.areRecorded(change.traceparent()))
                .collect(toMap(ChangeRecord::companyId, ChangeRecord::traceparent, (earlier, later) -> later));
    }

    /** By company, the session in which all of these changes were made. None for a company with changes from elsewhere. */
    private static Map<Long, Long> onlySessions(List<ChangeRecord> changes) {
        return changes.stream()
                .collect(groupingBy(
                        ChangeRecord::companyId, mapping(ChangeRecord::sessionId, toCollection(HashSet::new))))
                .entrySet()
                .stream()
                .filter(company ->
                        company.getValue().size() == 1 && !company.getValue().contains(null))
                .collect(toMap(
                        Map.Entry::getKey,
                        company -> company.getValue().iterator().next()));
    }

    private record CompanyKey(long companyId, String audienceKey) {}

    void add(long companyId, String audienceKey) {
        keys.add(new CompanyKey(companyId, audienceKey));
    }

    /** Under which something changes in consequence, that the session which is the cause of it does not know yet. */
    void addDerived(long companyId, String audienceKey) {
        add(companyId, audienceKey);
        derived.add(new CompanyKey(companyId, audienceKey));
    }

    void addAll(long companyId, Set<String> audienceKeys) {
        audienceKeys.forEach(audienceKey -> add(companyId, audienceKey));
    }

    /** A user who sees something else now: what concerns him alone has changed. */
    void addReader(MemberChanged user) {
        addDerived(user.companyId(), KeySpace.PRIVATE.key(Audience.user(user.userId())));
    }

    /** @param time of the shard, which is locked and to which all these companies belong */
    void store(Connection transaction, int shard, Instant time) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        var companyIds = keys.stream().map(CompanyKey::companyId).toArray();
        var audienceKeys = keys.stream().map(CompanyKey::audienceKey).toArray();
        var sessionIds = keys.stream()
                .map(key -> derived.contains(key) ? null : sessions.get(key.companyId()))
                .toArray();
        var parents =
                keys.stream().map(key -> traceparents.get(key.companyId())).toArray();
        try (var statement = transaction.prepareStatement(STORE)) {
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            statement.setArray(2, transaction.createArrayOf("bigint", companyIds));
            statement.setArray(3, transaction.createArrayOf("text", audienceKeys));
            statement.setArray(4, transaction.createArrayOf("bigint", sessionIds));
            statement.setArray(5, transaction.createArrayOf("text", parents));
            statement.setInt(6, shard);
            statement.executeUpdate();
        }
    }
}
