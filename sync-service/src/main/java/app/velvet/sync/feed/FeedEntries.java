package app.velvet.sync.feed;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Writes the entries of the feed: one for each entity and audience key, with the entity's latest state. */
final class FeedEntries {

    private static final String CHANGED = """
            unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[])
                as changed (company_id, class_name, entity_id, keys)
            """;

    /** Older times under a key are not remembered: they only tell a create from an update, for questions long past. */
    private static final ShardStatement LEAVE = new ShardStatement("""
            update feed_entry as entry
               set destroyed = true, visible_at = at.time, full_json = null, masked_json = null, full_for = null,
                   contact_id = null,
                   visible_once = tstzmultirange(tstzrange(entry.visible_since, at.time))
                       + (select coalesce(range_agg(once), '{}') from unnest(entry.visible_once) as once
                           where upper(once) > at.time - ?::interval)
              from (select ?::timestamptz as time) as at, %s
             where entry.company_id = changed.company_id
               and entry.class_name = changed.class_name and entry.entity_id = changed.entity_id
               and not entry.destroyed and entry.audience_key <> all (changed.keys::text[])
            returning entry.company_id, entry.audience_key
            """.formatted(CHANGED));

    /** For readers who know the entity from elsewhere: it was under these keys, though perhaps never in the feed. */
    private static final ShardStatement NAME_LEFT = new ShardStatement("""
            insert into feed_entry as entry (shard, company_id, class_name, entity_id, audience_key,
                                             visible_at, visible_since, destroyed)
            select ?, changed.company_id, changed.class_name, changed.entity_id, audience_key, at.time, at.time, true
              from (select ?::timestamptz as time) as at, %s, unnest(changed.keys::text[]) as audience_key
            on conflict (company_id, class_name, entity_id, audience_key, shard)
            do update set visible_at = excluded.visible_at
            """.formatted(CHANGED));

    private static final ShardStatement ENTER_OR_STAY = new ShardStatement("""
            insert into feed_entry as entry (shard, company_id, class_name, entity_id, audience_key,
                                             visible_at, visible_since, full_json, masked_json, full_for, contact_id)
            select ?, changed.company_id, changed.class_name, changed.entity_id, audience_key,
                   at.time, at.time, changed.full_json, changed.masked_json, changed.full_for::text[], changed.contact_id
              from (select ?::timestamptz as time) as at,
                   unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                       as changed (company_id, class_name, entity_id, keys, full_json, masked_json, full_for, contact_id),
                   unnest(changed.keys::text[]) as audience_key
            on conflict (company_id, class_name, entity_id, audience_key, shard) do update
               set visible_at = excluded.visible_at,
                   visible_since = case when entry.destroyed then excluded.visible_since else entry.visible_since end,
                   destroyed = false,
                   full_json = excluded.full_json, masked_json = excluded.masked_json, full_for = excluded.full_for,
                   contact_id = excluded.contact_id
            """);

    private final Duration remembered;

    /** @param remembered how long the feed remembers when an entity was under a key that it left */
    FeedEntries(Duration remembered) {
        this.remembered = remembered;
    }

    /**
     * Makes these states the visible ones of a locked shard at {@code time}: under the keys that each has, and a destroy
     * under those that it no longer has, whether the feed knew of them or not.
     *
     * @param states at most one of each entity
     * @param changed gets the keys under which something has changed
     */
    void put(Connection transaction, int shard, Instant time, List<EntityState> states, ChangedKeys changed)
            throws SQLException {
        if (states.isEmpty()) {
            return;
        }
        leave(transaction, shard, time, states, changed);
        var left = states.stream().filter(state -> !state.leftKeys().isEmpty()).toList();
        if (!left.isEmpty()) {
            nameLeft(transaction, shard, time, left);
            left.forEach(state -> changed.addAll(state.companyId(), state.leftKeys()));
        }
        var visible = states.stream().filter(state -> !state.keys().isEmpty()).toList();
        if (!visible.isEmpty()) {
            enterOrStay(transaction, shard, time, visible);
            visible.forEach(state -> changed.addAll(state.companyId(), state.keys()));
        }
        EmbeddedContacts.put(transaction, shard, time, states, changed);
    }

    private void leave(Connection transaction, int shard, Instant time, List<EntityState> states, ChangedKeys changed)
            throws SQLException {
        try (var statement = transaction.prepareStatement(LEAVE.of(shard))) {
            statement.setString(1, remembered.toString());
            statement.setObject(2, time.atOffset(ZoneOffset.UTC));
            bindEntities(statement, 3, states, EntityState::keys);
            try (var left = statement.executeQuery()) {
                while (left.next()) {
                    changed.add(left.getLong(1), left.getString(2));
                }
            }
        }
    }

    private void nameLeft(Connection transaction, int shard, Instant time, List<EntityState> states)
            throws SQLException {
        try (var statement = transaction.prepareStatement(NAME_LEFT.of(shard))) {
            statement.setInt(1, shard);
            statement.setObject(2, time.atOffset(ZoneOffset.UTC));
            bindEntities(statement, 3, states, EntityState::leftKeys);
            statement.executeUpdate();
        }
    }

    private void enterOrStay(Connection transaction, int shard, Instant time, List<EntityState> states)
            throws SQLException {
        try (var statement = transaction.prepareStatement(ENTER_OR_STAY.of(shard))) {
            statement.setInt(1, shard);
            statement.setObject(2, time.atOffset(ZoneOffset.UTC));
            bindEntities(statement, 3, states, EntityState::keys);
            statement.setArray(7, array(transaction, "text", states, EntityState::fullJson));
            statement.setArray(8, array(transaction, "text", states, EntityState::maskedJson));
            statement.setArray(9, arrays(transaction, states, EntityState::fullFor));
            statement.setArray(10, array(transaction, "bigint", states, EntityState::contactId));
            statement.executeUpdate();
        }
    }

    private static void bindEntities(
            PreparedStatement statement, int first, List<EntityState> states, Function<EntityState, Set<String>> keys)
            throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(first, array(connection, "bigint", states, EntityState::companyId));
        statement.setArray(
                first + 1,
                array(connection, "text", states, state -> state.feedClass().wireName()));
        statement.setArray(first + 2, array(connection, "bigint", states, EntityState::id));
        statement.setArray(first + 3, arrays(connection, states, keys));
    }

    private static Array array(
            Connection connection, String type, List<EntityState> states, Function<EntityState, Object> element)
            throws SQLException {
        return connection.createArrayOf(type, states.stream().map(element).toArray());
    }

    /** Arrays of different lengths do not fit into one array, so each goes as a text that PostgreSQL reads as an array. */
    private static Array arrays(
            Connection connection, List<EntityState> states, Function<EntityState, Set<String>> elements)
            throws SQLException {
        var texts = new String[states.size()];
        for (var i = 0; i < texts.length; i++) {
            var array = elements.apply(states.get(i)).toArray();
            texts[i] = connection.createArrayOf("text", array).toString();
        }
        return connection.createArrayOf("text", texts);
    }
}
