package app.velvet.venues.contact;

import app.velvet.events.consumer.ChangeData;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;

/** The copy of the contacts. What else changes of them, their statistics above all, concerns nobody here. */
final class CopiedContacts extends CopiedClass {

    static final String CLASS_NAME = "Contact";

    static final List<String> TEXTS = List.of(
            "name",
            "state",
            "title",
            "organization",
            "avatar",
            "avatar_mobile_thumb_url",
            "facebook",
            "twitter",
            "email",
            "phone");

    private static final String EMBEDDED = "to_jsonb(%s) - 'audience' - 'gone'";
    private static final String COLUMNS = String.join(", ", TEXTS) + ", tag_ids, audience";
    private static final String STORE = """
            with before as (select %1$s as embedded from contact c where c.company_id = ? and c.id = ?)
            insert into contact as known (company_id, id, %2$s) values (?, ?%3$s)
            on conflict on constraint pk_contact do update set (%2$s, gone) = (excluded.%4$s, false)
            returning (select embedded from before) <> %5$s as differs
            """.formatted(
                    EMBEDDED.formatted("c"),
                    COLUMNS,
                    ", ?".repeat(TEXTS.size() + 2),
                    COLUMNS.replace(", ", ", excluded."),
                    EMBEDDED.formatted("known"));

    private static final String GO = "update contact set gone = true where company_id = ? and id = ?";

    CopiedContacts() {
        super(CLASS_NAME, "contact");
    }

    @Override
    void store(Connection transaction, ChangeData data, Changed changed) throws SQLException {
        var change = data.change();
        data.require("state");
        try (var statement = transaction.prepareStatement(STORE)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, change.companyId());
            statement.setLong(4, change.id());
            int place = 5;
            for (var text : TEXTS) {
                statement.setString(place++, text(data.json(), text));
            }
            statement.setArray(place++, transaction.createArrayOf("bigint", tagIds(data.json())));
            statement.setArray(
                    place,
                    transaction.createArrayOf(
                            "text",
                            change.audience().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .toArray()));
            try (var rows = statement.executeQuery()) {
                if (rows.next() && rows.getBoolean("differs")) {
                    changed.add(CLASS_NAME, change.id());
                }
            }
        }
    }

    /** Nobody books for him any more; bookings that name him say who he was. */
    @Override
    void delete(Connection transaction, long companyId, long id, Changed changed) throws SQLException {
        try (var statement = transaction.prepareStatement(GO)) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    /** A text of a contact as it is published; its picture is told of by one of its addresses. */
    static String text(JsonNode contact, String name) {
        var value = contact.path(name);
        return name.equals("avatar") ? value.path("url").textValue() : value.textValue();
    }

    static Long[] tagIds(JsonNode contact) {
        return StreamSupport.stream(contact.path("tags").spliterator(), false)
                .map(JsonNode::longValue)
                .toArray(Long[]::new);
    }
}
