package app.velvet.venues.contact;

import app.velvet.api.permission.Audience;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A contact that contacts-service has told of in an answer.
 *
 * @param json as it is published
 */
public record ToldContact(JsonNode json, Set<Audience> audience) {

    /** Of as many as are told of, each unless its changes have told more of it already. */
    static final String STORE = """
            insert into contact (company_id, id, %1$s, tag_ids, audience)
            select :companyId, told.id, %2$s, told.tag_ids, told.audience
              from jsonb_to_recordset(cast(cast(:told as text) as jsonb)) as told (id bigint, %3$s text, tag_ids bigint[], audience text[])
             order by told.id
            on conflict on constraint pk_contact do nothing
            """.formatted(
                    String.join(", ", CopiedContacts.TEXTS),
                    "told." + String.join(", told.", CopiedContacts.TEXTS),
                    String.join(" text, ", CopiedContacts.TEXTS));

    /** @param answer with a {@code contact} and its {@code audience} */
    static ToldContact of(JsonNode answer) {
        return new ToldContact(
                answer.path("contact"),
                StreamSupport.stream(answer.path("audience").spliterator(), false)
                        .map(JsonNode::textValue)
                        .map(Audience::parse)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The same without what is not stored here: many at once would be much. */
    ToldContact withoutRest() {
        var kept = new ArrayList<>(CopiedContacts.TEXTS);
        kept.addAll(List.of("id", "tags"));
        return new ToldContact(((ObjectNode) json).retain(kept), audience);
    }

    public long id() {
        return json.path("id").longValue();
    }

    public KnownContact known() {
        return new KnownContact(id(), audience);
    }

    /** What {@link #STORE} stores of it. */
    ObjectNode columns() {
        var columns = JsonNodeFactory.instance.objectNode().put("id", id());
        CopiedContacts.TEXTS.forEach(text -> columns.put(text, CopiedContacts.text(json, text)));
        List.of(CopiedContacts.tagIds(json)).forEach(columns.withArray("tag_ids")::add);
        audience.stream().map(Object::toString).sorted().forEach(columns.withArray("audience")::add);
        return columns;
    }
}
