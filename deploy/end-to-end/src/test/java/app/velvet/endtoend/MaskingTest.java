package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** contacts-service masks what it lists, sync-service what it feeds: each by a list of fields of its own. */
class MaskingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> PRIVATE =
            Set.of("email", "phone", "address", "zip", "business_phone", "business_email");

    /** What nobody enters, and what is not there before something has happened. */
    private static final Set<String> NOT_ENTERED =
            Set.of("avatar_mobile_thumb_url", "group_id", "last_reservation", "last_visit", "last_update");

    private static final List<String> NOT_FED = List.of("contact_qualifications", "contact_owners");

    private final VelvetClient manager =
            VelvetClient.signedIn(RunningStack.shared().url(), "manager@demo.example");
    private final VelvetClient host =
            VelvetClient.signedIn(RunningStack.shared().url(), "host1@demo.example");

    @Test
    void theListAndTheFeedMaskTheSameFields() {
        var id = createWithEveryField();

        var full = listed(manager, id);
        assertThat(nullFields(full))
                .as("fields that the contact of this test has to be given")
                .isEqualTo(NOT_ENTERED);
        assertThat(fed(manager, id)).isEqualTo(full);

        var masked = listed(host, id);
        assertThat(fieldsThatDiffer(full, masked)).isEqualTo(PRIVATE);
        assertThat(fed(host, id)).isEqualTo(masked);
    }

    private long createWithEveryField() {
        var name = UUID.randomUUID().toString();
        var fields = new LinkedHashMap<>(Map.of(
                "first_name", "Grace",
                "last_name", "Hopper",
                "title", "Admiral",
                "email", name + "@guest.example",
                "phone", "+49" + Math.abs(name.hashCode()),
                "address", "1 Main Street",
                "zip", "10001",
                "business_phone", "2125550188",
                "business_email", name + "@work.example"));
        fields.putAll(Map.of(
                "gender", "female",
                "birthdate", "1986-12-09",
                "organization", "Navy",
                "industry", "Technology",
                "ethnicity", "Other",
                "sexual_preference", "Other",
                "country", "US",
                "region", "New York",
                "city", "New York"));
        fields.putAll(Map.of(
                "body_type", "Athletic",
                "hair_color", "Brunette",
                "eye_color", "Green",
                "height", "Average",
                "facebook", "grace",
                "twitter", "grace",
                "instagram", "grace",
                "skype", "grace",
                "website", "https://grace.example"));
        var parameters = new LinkedHashMap<String, String>();
        fields.forEach((field, value) -> parameters.put("contact[" + field + "]", value));
        return manager.call("POST", "/api/v1/contacts", parameters)
                .requireOk()
                .get("id")
                .asLong();
    }

    /** The contact as contacts-service shows it, but for what the feed has in classes of its own. */
    private static JsonNode listed(VelvetClient reader, long id) {
        var contact = (ObjectNode) reader.get("/api/v1/contacts/" + id, Map.of());
        return contact.without(NOT_FED);
    }

    private static JsonNode fed(VelvetClient reader, long id) {
        var device = new DeviceCopy(reader, reader.feedTime());
        device.pullSince("2014-03-03 05:29:17 +0000");
        await().atMost(PATIENCE).until(() -> {
            device.pull();
            return device.contacts().containsKey(id);
        });
        return device.contacts().get(id);
    }

    private static Set<String> nullFields(JsonNode contact) {
        var names = new TreeSet<String>();
        contact.fields().forEachRemaining(field -> {
            if (field.getValue().isNull()) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    private static Set<String> fieldsThatDiffer(JsonNode full, JsonNode masked) {
        var names = new TreeSet<String>();
        full.fieldNames().forEachRemaining(name -> {
            if (!full.get(name).equals(masked.get(name))) {
                names.add(name);
            }
        });
        return names;
    }
}
