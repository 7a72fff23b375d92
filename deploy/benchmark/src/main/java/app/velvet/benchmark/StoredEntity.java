package app.velvet.benchmark;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.KeySpace;
import app.velvet.api.permission.Permissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entity as the projector keeps it: the three classes that lie under a reader's keys of contacts, each of about a kilobyte,
 * with what their services write.
 *
 * @param maskedJson null where everybody gets the same
 * @param fullFor the grants of which one is needed for the full form
 */
record StoredEntity(
        String className, long id, Set<String> keys, String fullJson, String maskedJson, Set<String> fullFor) {

    private static final List<String> CLASSES = List.of("Contact", "LogMethod", "Note");
    private static final String PHONE = "\"(123)456-7890\"";
    private static final long FIRST_ID = 10_000_001;
    private static final String TEXT =
            "Asked for the corner table by the stage and for the same hostess as last time; brings friends from out of town, "
                    + "one of them does not drink. ";

    static StoredEntity of(int companyPlace, FeedData data, int entity) {
        var audience = FeedData.audience(companyPlace, entity);
        var className = CLASSES.get(entity % CLASSES.size());
        long id = FIRST_ID + (long) companyPlace * data.entities() + entity;
        var keys = new TreeSet<>(KeySpace.CONTACT.keysOf(audience));
        return switch (className) {
            case "Contact" ->
                new StoredEntity(
                        className,
                        id,
                        keys,
                        contact(id, email(id), PHONE),
                        contact(id, "null", "null"),
                        grants(Permissions.VIEW_FULL, audience));
            case "LogMethod" -> new StoredEntity(className, id, keys, log(id), null, Set.of());
            default -> new StoredEntity(className, id, keys, note(id), null, grants(Permissions.MANAGE, audience));
        };
    }

    private static Set<String> grants(String action, Set<Audience> audience) {
        return Stream.concat(Stream.of(Audience.company()), audience.stream())
                .map(entry -> "Contact:" + action + "/" + entry)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A contact as contacts-service publishes it. */
    static String publishedContact(long id) {
        var fed = contact(id, email(id), PHONE);
        return fed.substring(0, fed.length() - 1) + ",\"contact_qualifications\":[],\"contact_owners\":[]}";
    }

    private static String email(long id) {
        return "\"guest" + id + "@guest.example\"";
    }

    private static String contact(long id, String email, String phone) {
        return """
                {"id":%1$d,"first_name":"Guest","last_name":"Number %1$d","name":"Guest Number %1$d","state":"customer",\
                "gender":"female","birthdate":null,"organization":null,"industry":null,"ethnicity":null,\
                "sexual_preference":null,"status":"gold","group_id":null,"nurtured":false,"title":null,"email":%2$s,\
                "phone":%3$s,"address":null,"country":"DE","region":"Berlin","city":"Berlin","zip":null,\
                "business_phone":null,"business_email":null,"body_type":null,"hair_color":null,"eye_color":null,\
                "height":null,"facebook":null,"twitter":null,"instagram":null,"skype":null,"website":null,\
                "total_spent":1250.50,"average_spent":312.62,"highest_spent":700.00,"total_comp":0,\
                "reservations_count":4,"campaigns_count":0,"guestlists_count":2,"no_shows":0,"cancellations":1,\
                "last_reservation":"2026-03-03","last_visit":"2026-03-03","last_update":"2026-03-05T12:00:00Z",\
                "visited_venue_ids":[6000001],"created_at":"2026-01-02T03:04:05Z","avatar":null,\
                "avatar_mobile_thumb_url":null,"notes":[],"tags":[1000001,1000002]}""".formatted(id, email, phone);
    }

    private static String log(long id) {
        return """
                {"id":%1$d,"contact_id":%1$d,"user_id":8000001,"kind":"call","result":"reached","task_id":null,\
                "text":"%2$s","created_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T03:04:05Z"}""".formatted(id, TEXT.repeat(6));
    }

    /** Without the flags that depend on the reader. */
    private static String note(long id) {
        return """
                {"id":%1$d,"text":"%2$s","task_id":null,"user_id":8000001,"created_at":"2026-01-02T03:04:05Z",\
                "guestlist_id":null,"reservation_id":null,"contact_id":%1$d,"event_name":null,\
                "updated_at":"2026-01-02T03:04:05Z"}""".formatted(id, TEXT.repeat(6));
    }
}
