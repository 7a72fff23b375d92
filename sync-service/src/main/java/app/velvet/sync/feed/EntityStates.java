package app.velvet.sync.feed;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.KeySpace;
import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.UnprocessableChangeException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns published entities, which are in their full form, into what the feed keeps of them. */
final class EntityStates {

    private static final List<String> WITHOUT_IN_CONTACT = List.of("contact_qualifications", "contact_owners");
    private static final List<String> MASKED =
            List.of("email", "phone", "address", "zip", "business_phone", "business_email");

    /** Numbers stay as they were written: 10.50 does not become 10.5, nor a large one a rounded one. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private EntityStates() {}

    /** @throws UnprocessableChangeException if the record is none of an entity of this class */
    static EntityState of(FeedClass feedClass, ChangeRecord change) {
        if (change.action() == Action.DESTROY) {
            return destroyed(feedClass, change);
        }
        var entity = read(change);
        return switch (feedClass) {
            case CONTACT -> contact(change, entity);
            case NOTE -> note(change, entity);
            case RESERVATION -> reservation(change, entity);
            case TAG -> sameForAll(feedClass, change, only(entity, "id", "name", "company_id", "tag_category_id"));
            case TAG_CATEGORY ->
                sameForAll(
                        feedClass, change, only(entity, "id", "name", "company_id", "ancestry", "parent_id", "tags"));
            case STATIC_TEXT -> sameForAll(feedClass, change, only(entity, "id", "type", "text", "updated_at"));
            case USER_VENUE -> sameForAll(feedClass, change, only(entity, "id", "venue_id", "venue_name", "home"));
            case CONTACT_QUALIFICATION ->
                sameForAll(feedClass, change, only(entity, "id", "contact_id", "venue_id", "status"));
            case TASK, LOG_METHOD, NOTIFICATION, EVENT -> sameForAll(feedClass, change, entity);
        };
    }

    /** What it was, for a note what it was about, is not said any more: it left all that it can have been under. */
    private static EntityState destroyed(FeedClass feedClass, ChangeRecord change) {
        var leftKeys = feedClass.keySpaces().stream()
                .flatMap(keySpace -> keySpace.keysOf(change.audience()).stream())
                .collect(Collectors.toUnmodifiableSet());
        return EntityState.destroyed(change.companyId(), feedClass, change.id(), leftKeys);
    }

    private static EntityState contact(ChangeRecord change, ObjectNode contact) {
        ObjectNode full = contact.without(WITHOUT_IN_CONTACT);
        var masked = masked(full.deepCopy());
        var keys = KeySpace.CONTACT.keysOf(change.audience());
        var fullFor = Grant.CONTACTS_IN_FULL.on(change.audience());
        return masked.equals(full)
                ? state(FeedClass.CONTACT, change, keys, full, null, Set.of())
                : state(FeedClass.CONTACT, change, keys, full, masked, fullFor);
    }

    /**
     * The guest's own audience is not said here; {@link EmbeddedContacts} finds it. Until then his contact info is full for a
     * right over the whole company only.
     */
    private static EntityState reservation(ChangeRecord change, ObjectNode reservation) {
        var keys = KeySpace.RESERVATION.keysOf(change.audience());
        var masked = reservation.deepCopy();
        if (masked.get("contact_info") instanceof ObjectNode contactInfo) {
            masked(contactInfo);
        }
        return masked.equals(reservation)
                ? state(FeedClass.RESERVATION, change, keys, reservation, null, Set.of())
                : state(
                        FeedClass.RESERVATION,
                        change,
                        keys,
                        reservation,
                        masked,
                        Set.of(Grant.CONTACTS_IN_FULL.on(Audience.company())),
                        reservation.hasNonNull("contact_id")
                                ? reservation.get("contact_id").longValue()
                                : null);
    }

    /** Kept without the flags that depend on the reader: they are appended when a note is written out. */
    private static EntityState note(ChangeRecord change, ObjectNode note) {
        var subject = NoteSubject.of(note)
                .orElseThrow(() -> new UnprocessableChangeException(change, "The note is not about exactly one thing"));
        var author = note.hasNonNull("user_id")
                ? Stream.of(Grant.ofAuthor(note.get("user_id").longValue()))
                : Stream.<String>empty();
        var editors = Stream.concat(subject.editing().on(change.audience()).stream(), author)
                .collect(Collectors.toUnmodifiableSet());
        return state(
                FeedClass.NOTE,
                change,
                subject.keySpace().keysOf(change.audience()),
                note.without(NoteFlags.FIELDS),
                null,
                editors);
    }

    private static EntityState sameForAll(FeedClass feedClass, ChangeRecord change, ObjectNode entity) {
        var keySpace = feedClass.keySpaces().iterator().next();
        return state(feedClass, change, keySpace.keysOf(change.audience()), entity, null, Set.of());
    }

    private static EntityState state(
            FeedClass feedClass,
            ChangeRecord change,
            Set<String> keys,
            ObjectNode full,
            ObjectNode masked,
            Set<String> fullFor) {
        return state(feedClass, change, keys, full, masked, fullFor, null);
    }

    private static EntityState state(
            FeedClass feedClass,
            ChangeRecord change,
            Set<String> keys,
            ObjectNode full,
            ObjectNode masked,
            Set<String> fullFor,
            Long contactId) {
        return new EntityState(
                change.companyId(),
                feedClass,
                change.id(),
                keys,
                Set.of(),
                full.toString(),
                masked == null ? null : masked.toString(),
                fullFor,
                contactId,
                false);
    }

    private static ObjectNode read(ChangeRecord change) {
        try {
            if (change.data() != null && JSON.readTree(change.data()) instanceof ObjectNode entity) {
                return entity;
            }
        } catch (JsonProcessingException unreadable) {
            throw new UnprocessableChangeException(change, "The entity is not JSON");
        }
        throw new UnprocessableChangeException(change, "The entity is not a JSON object");
    }

    private static ObjectNode only(ObjectNode entity, String... fields) {
        var rest = JSON.createObjectNode();
        for (var field : fields) {
            JsonNode value = entity.get(field);
            rest.set(field, value);
        }
        return rest;
    }

    private static ObjectNode masked(ObjectNode contactInfo) {
        MASKED.stream().filter(contactInfo::has).forEach(contactInfo::putNull);
        return contactInfo;
    }
}
