package app.velvet.sync;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.Partitions;
import app.velvet.events.consumer.ChangeRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Changes as the services publish them. */
public final class Changes {

    public static final long COMPANY = 7;

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Changes() {}

    public static ChangeRecord contact(long id, String firstName, Audience... audience) {
        return contact(COMPANY, id, firstName, audience);
    }

    public static ChangeRecord contact(long companyId, long id, String firstName, Audience... audience) {
        var data = """
                {"id":%d,"first_name":"%s","name":"%s","email":"%s@example.com","phone":"(123)456-7890","address":null,\
                "zip":null,"business_phone":null,"business_email":null,"total_spent":10.50,\
                "contact_qualifications":[{"id":1,"venue_id":1,"status":"qualified"}],"contact_owners":[],"notes":[],\
                "tags":[]}""".formatted(id, firstName, firstName, firstName);
        return change("contacts.changes", companyId, "Contact", id, Action.UPDATE, data, audience);
    }

    public static ChangeRecord tag(long id, String name) {
        var data = "{\"id\":%d,\"name\":\"%s\",\"company_id\":%d,\"tag_category_id\":1}".formatted(id, name, COMPANY);
        return change("contacts.changes", COMPANY, "Tag", id, Action.UPDATE, data, Audience.company());
    }

    /** @param subject e.g. {@code "contact_id":5} */
    public static ChangeRecord note(long id, long authorId, String subject, Audience... audience) {
        return note(id, "n", authorId, subject, audience);
    }

    public static ChangeRecord note(long id, String text, long authorId, String subject, Audience... audience) {
        var data = "{\"id\":%d,\"text\":\"%s\",\"user_id\":%d,%s,\"can_be_edited\":false,\"can_be_deleted\":false}"
                .formatted(id, text, authorId, subject);
        return change("contacts.changes", COMPANY, "Note", id, Action.UPDATE, data, audience);
    }

    /** Of a guest whose e-mail it embeds. */
    public static ChangeRecord reservation(long id, long contactId, Audience... audience) {
        var data =
                "{\"id\":%d,\"contact_id\":%d,\"contact_info\":{\"name\":\"Ann\",\"email\":\"ann@example.com\",\"phone\":null}}"
                        .formatted(id, contactId);
        return change("venues.changes", COMPANY, "Reservation", id, Action.UPDATE, data, audience);
    }

    public static ChangeRecord destroy(String className, long id) {
        return change("contacts.changes", COMPANY, className, id, Action.DESTROY, null, Audience.company());
    }

    /** @param permissionsStruct e.g. {@code {"Contact": {"read": [{}]}}} */
    public static ChangeRecord user(long id, String permissionsStruct) {
        return user(COMPANY, id, permissionsStruct);
    }

    public static ChangeRecord user(long companyId, long id, String permissionsStruct) {
        var data = "{\"id\":%d,\"active\":true,\"permissions_struct\":%s}".formatted(id, permissionsStruct);
        return change("auth.changes", companyId, "User", id, Action.UPDATE, data, Audience.company());
    }

    public static ChangeRecord change(
            String topic, long companyId, String className, long id, Action action, String data, Audience... audience) {
        var sequence = SEQUENCE.incrementAndGet();
        return new ChangeRecord(
                topic,
                Partitions.of(companyId),
                sequence,
                companyId,
                className,
                id,
                action,
                data,
                Arrays.stream(audience).collect(Collectors.toUnmodifiableSet()),
                "20260101T000000000Z",
                sequence,
                null,
                null,
                Instant.now(),
                null);
    }

    /** The same change, published in a trace. */
    public static ChangeRecord traced(String traceparent, ChangeRecord change) {
        return with(change, change.actorId(), change.sessionId(), traceparent);
    }

    /** The same change, made by user 5 in a session of his. */
    public static ChangeRecord in(long sessionId, ChangeRecord change) {
        return with(change, 5L, sessionId, change.traceparent());
    }

    private static ChangeRecord with(ChangeRecord change, Long actorId, Long sessionId, String traceparent) {
        return new ChangeRecord(
                change.topic(),
                change.partition(),
                change.offset(),
                change.companyId(),
                change.className(),
                change.id(),
                change.action(),
                change.data(),
                change.audience(),
                change.epoch(),
                change.sequence(),
                actorId,
                sessionId,
                change.time(),
                traceparent);
    }
}
