package app.velvet.sync.feed;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.KeySpace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Contact info that other entities embed is seen in full by who may see the contact in full. The contact and what embeds him
 * come in any order, from different services. Who loaded what embeds him from a service, which was ahead of the feed, may have
 * got it as it was in between.
 */
final class EmbeddedContacts {

    /** The keys of a contact are under which right he is seen; the grants are of the same form. */
    private static final ShardStatement PUT = new ShardStatement("""
            update feed_entry as entry
               set full_for = embedded.full_for, visible_at = ?::timestamptz
              from (select entry.company_id, entry.class_name, entry.entity_id, entry.audience_key,
                           changed.was_elsewhere,
                           array(select ?::text
                                  union
                                 select ?::text || substr(contact.audience_key, ?::int)
                                   from feed_entry as contact
                                  where contact.company_id = entry.company_id
                                    and contact.class_name = 'Contact' and contact.entity_id = entry.contact_id
                                    and not contact.destroyed
                                  order by 1) as full_for
                      from unnest(?::bigint[], ?::bigint[], ?::boolean[])
                               as changed (company_id, contact_id, was_elsewhere)
                      join feed_entry as entry
                        on entry.company_id = changed.company_id and entry.contact_id = changed.contact_id) as embedded
             where entry.company_id = embedded.company_id
               and entry.class_name = embedded.class_name and entry.entity_id = embedded.entity_id
               and entry.audience_key = embedded.audience_key
               and (entry.full_for <> embedded.full_for or embedded.was_elsewhere)
            returning entry.company_id, entry.audience_key
            """);

    private static final String COMPANY_WIDE = Grant.CONTACTS_IN_FULL.on(Audience.company());
    private static final String KEY_OF_ALL = KeySpace.CONTACT.key(Audience.company());
    private static final int AUDIENCE_LENGTH = Audience.company().toString().length();

    private EmbeddedContacts() {}

    private record Contact(long companyId, long id) {}

    private record Change(Contact contact, boolean wasElsewhere) {}

    /** Lets what embeds contacts be seen in full by the right readers, of whichever of both these states are. */
    static void put(Connection transaction, int shard, Instant time, List<EntityState> states, ChangedKeys changed)
            throws SQLException {
        var changes = changes(states);
        if (changes.isEmpty()) {
            return;
        }
        try (var statement = transaction.prepareStatement(PUT.of(shard))) {
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            statement.setString(2, COMPANY_WIDE);
            statement.setString(3, COMPANY_WIDE.substring(0, COMPANY_WIDE.length() - AUDIENCE_LENGTH));
            statement.setInt(4, KEY_OF_ALL.length() - AUDIENCE_LENGTH + 1);
            statement.setArray(
                    5,
                    transaction.createArrayOf(
                            "bigint",
                            changes.stream()
                                    .map(change -> change.contact().companyId())
                                    .toArray()));
            statement.setArray(
                    6,
                    transaction.createArrayOf(
                            "bigint",
                            changes.stream()
                                    .map(change -> change.contact().id())
                                    .toArray()));
            statement.setArray(
                    7,
                    transaction.createArrayOf(
                            "boolean",
                            changes.stream().map(Change::wasElsewhere).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    changed.addDerived(rows.getLong(1), rows.getString(2));
                }
            }
        }
    }

    /** At most one of each contact: an entry is written once in a statement. */
    private static List<Change> changes(List<EntityState> states) {
        var changes = new LinkedHashMap<Contact, Change>();
        for (var state : states) {
            if (state.feedClass() == FeedClass.CONTACT) {
                var contact = new Contact(state.companyId(), state.id());
                changes.put(contact, new Change(contact, state.wasElsewhere()));
            } else if (state.contactId() != null) {
                var contact = new Contact(state.companyId(), state.contactId());
                changes.putIfAbsent(contact, new Change(contact, false));
            }
        }
        return List.copyOf(changes.values());
    }
}
