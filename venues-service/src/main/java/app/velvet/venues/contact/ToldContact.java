package app.velvet.venues.contact;

import app.velvet.api.permission.Audience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.type.StandardBasicTypes;

/**
 * A contact that contacts-service has told of in an answer.
 *
 * @param json as it is published
 */
public record ToldContact(JsonNode json, Set<Audience> audience) {

    static final String STORE =
            """
            insert into contact (company_id, id, %s, tag_ids, audience) values (:companyId, :id, :%s, :tag_ids, :audience)
            on conflict on constraint pk_contact do nothing
            """.formatted(String.join(", ", CopiedContacts.TEXTS), String.join(", :", CopiedContacts.TEXTS));

    /** @param answer with a {@code contact} and its {@code audience} */
    static ToldContact of(JsonNode answer) {
        return new ToldContact(
                answer.path("contact"),
                StreamSupport.stream(answer.path("audience").spliterator(), false)
                        .map(JsonNode::textValue)
                        .map(Audience::parse)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    public long id() {
        return json.path("id").longValue();
    }

    public KnownContact known() {
        return new KnownContact(id(), audience);
    }

    <T> Mutiny.MutationQuery bind(Mutiny.Query<T> insert) {
        insert.setParameter("id", id());
        CopiedContacts.TEXTS.forEach(text -> insert.setParameter(
                text, new TypedParameterValue<>(StandardBasicTypes.STRING, CopiedContacts.text(json, text))));
        insert.setParameter("tag_ids", CopiedContacts.tagIds(json));
        insert.setParameter(
                "audience", audience.stream().map(Object::toString).sorted().toArray(String[]::new));
        return insert;
    }
}
