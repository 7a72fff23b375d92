package app.velvet.sync.promise;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Right;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A state of an entity, as its service holds it, and what of it a user is to see. */
final class Entity {

    /** Names an entity within its company. */
    record Key(String className, long id) {}

    private enum Form {
        FULL,
        MASKED,
        EDITABLE
    }

    /** What a note can be about. */
    private enum Subject {
        CONTACT("contact_id", Right.READ_CONTACTS, Right.CHANGE_CONTACTS),
        GUESTLIST("guestlist_id", Right.READ_GUESTLISTS, Right.CHANGE_GUESTLISTS),
        RESERVATION("reservation_id", Right.READ_RESERVATIONS, Right.CHANGE_RESERVATIONS),
        TASK("task_id", Right.READ_TASKS, Right.CHANGE_TASKS);

        private final String field;
        private final Right reading;
        private final Right changing;

        Subject(String field, Right reading, Right changing) {
            this.field = field;
            this.reading = reading;
            this.changing = changing;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CONTACT_INFO =
            List.of("email", "phone", "address", "zip", "business_phone", "business_email");

    private final long companyId;
    private final Kind kind;
    private final long id;
    private final Set<Audience> audience;
    private final Long contactId;
    private final ObjectNode published;
    private final Map<Form, JsonNode> forms = new EnumMap<>(Form.class);

    /**
     * @param contactId whose contact info it embeds; null if nobody's
     * @param changedAt by the clock of its service
     */
    Entity(long companyId, Kind kind, long id, int version, Set<Audience> audience, Long contactId, Instant changedAt) {
        this.companyId = companyId;
        this.kind = kind;
        this.id = id;
        this.audience = Set.copyOf(audience);
        this.contactId = contactId;
        this.published = published(mark(companyId) + "v" + version, changedAt.toString());
        for (var form : Form.values()) {
            forms.put(form, form(form));
        }
    }

    /** What all texts of a company's entities begin with. */
    static String mark(long companyId) {
        return "c" + companyId + " ";
    }

    Key key() {
        return new Key(kind.wireName(), id);
    }

    Kind kind() {
        return kind;
    }

    long id() {
        return id;
    }

    Set<Audience> audience() {
        return audience;
    }

    /** Whose contact info it embeds; null if nobody's. */
    Long contactId() {
        return contactId;
    }

    /** The class's full form, as it stands in the topic. */
    ObjectNode published() {
        return published;
    }

    /**
     * What a user is to have of it on his devices; null if nothing.
     *
     * @param contact whose contact info it embeds; null if there is none of this id, or no more
     */
    JsonNode seenBy(long userId, Permissions permissions, Entity contact) {
        if (!isVisibleTo(userId, permissions)) {
            return null;
        }
        return switch (kind) {
            case CONTACT ->
                forms.get(reaches(userId, permissions, Right.READ_CONTACTS_IN_FULL) ? Form.FULL : Form.MASKED);
            case RESERVATION -> forms.get(seesContactInfo(userId, permissions, contact) ? Form.FULL : Form.MASKED);
            case NOTE ->
                forms.get(
                        author() == userId || reaches(userId, permissions, subject().changing)
                                ? Form.EDITABLE
                                : Form.FULL);
            default -> forms.get(Form.FULL);
        };
    }

    /** Whether this is what those see who may see all of it. */
    boolean isInFull(JsonNode seen) {
        return forms.get(Form.FULL).equals(seen);
    }

    /** Who may read the contact, and see him in full. */
    private boolean seesContactInfo(long userId, Permissions permissions, Entity contact) {
        if (contact != null) {
            return contact.reaches(userId, permissions, Right.READ_CONTACTS)
                    && contact.reaches(userId, permissions, Right.READ_CONTACTS_IN_FULL);
        }
        return permissions.reach(Right.READ_CONTACTS_IN_FULL).company()
                && (contactId == null || permissions.reach(Right.READ_CONTACTS).company());
    }

    private boolean isVisibleTo(long userId, Permissions permissions) {
        if (kind.isEverybodys()) {
            return true;
        }
        if (kind.isPrivate()) {
            return audience.contains(Audience.user(userId));
        }
        return reaches(userId, permissions, kind == Kind.NOTE ? subject().reading : kind.reading());
    }

    private boolean reaches(long userId, Permissions permissions, Right right) {
        return permissions.reach(right).reach(audience, userId);
    }

    private Subject subject() {
        return Subject.values()[(int) (id % Subject.values().length)];
    }

    private long author() {
        return id % 5 + 1;
    }

    private ObjectNode published(String text, String changedAt) {
        var entity = JsonNodeFactory.instance.objectNode().put("id", id);
        switch (kind) {
            case CONTACT -> {
                entity.put("first_name", text).put("total_spent", "10.50");
                CONTACT_INFO.forEach(field -> entity.put(field, field + " of " + text));
                entity.putArray("contact_qualifications").addObject().put("id", id);
                entity.putArray("contact_owners");
            }
            case TAG ->
                entity.put("name", text)
                        .put("company_id", companyId)
                        .put("tag_category_id", 1)
                        .put("color", 7);
            case TAG_CATEGORY -> {
                entity.put("name", text)
                        .put("company_id", companyId)
                        .put("ancestry", "1")
                        .put("parent_id", 1);
                entity.putArray("tags").addObject().put("id", 1).put("name", text);
                entity.put("position", 3);
            }
            case NOTE ->
                entity.put("text", text)
                        .put("user_id", author())
                        .put(subject().field, 1)
                        .put("can_be_edited", false)
                        .put("can_be_deleted", false);
            case RESERVATION -> {
                var guest = entity.put("name", text)
                        .put("contact_id", contactId)
                        .putObject("contact_info")
                        .put("name", text);
                CONTACT_INFO.forEach(field -> guest.put(field, field + " of " + text));
            }
            case STATIC_TEXT ->
                entity.put("type", "rules")
                        .put("text", text)
                        .put("updated_at", changedAt)
                        .put("x", 1);
            case USER_VENUE ->
                entity.put("venue_id", 1)
                        .put("venue_name", text)
                        .put("home", true)
                        .put("x", 1);
            case CONTACT_QUALIFICATION ->
                entity.put("contact_id", 1)
                        .put("venue_id", 1)
                        .put("status", text)
                        .put("x", 1);
            case TASK, LOG_METHOD, NOTIFICATION, EVENT ->
                entity.put("name", text).put("updated_at", changedAt);
        }
        return entity;
    }

    private JsonNode form(Form form) {
        var seen = published.deepCopy();
        switch (kind) {
            case CONTACT -> {
                seen.remove(List.of("contact_qualifications", "contact_owners"));
                if (form == Form.MASKED) {
                    CONTACT_INFO.forEach(seen::putNull);
                }
            }
            case RESERVATION -> {
                if (form == Form.MASKED) {
                    CONTACT_INFO.forEach(((ObjectNode) seen.get("contact_info"))::putNull);
                }
            }
            case NOTE -> {
                seen.put("can_be_edited", form == Form.EDITABLE);
                seen.put("can_be_deleted", form == Form.EDITABLE);
            }
            case TAG -> seen.remove("color");
            case TAG_CATEGORY -> seen.remove("position");
            case STATIC_TEXT, USER_VENUE, CONTACT_QUALIFICATION -> seen.remove("x");
            case TASK, LOG_METHOD, NOTIFICATION, EVENT -> {}
        }
        return asItIsRead(seen);
    }

    /** Numbers have another type when they are read. */
    private static JsonNode asItIsRead(JsonNode written) {
        try {
            return JSON.readTree(written.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
