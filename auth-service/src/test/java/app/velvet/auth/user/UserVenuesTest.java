package app.velvet.auth.user;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.auth.Velvet.Colleague;
import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.testing.TestKafka;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What venues-service says of where somebody works arrives in his profile, in the staff and in what is published of him. */
@AuthServiceTest
class UserVenuesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, byte[]> venues = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.shared().bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
    private long sequence;

    @Inject
    Velvet velvet;

    @AfterEach
    void disconnect() {
        venues.close();
    }

    private void worksAt(long companyId, long id, long userId, long venueId, boolean home, boolean selected)
            throws Exception {
        publish(
                companyId,
                id,
                Action.UPDATE,
                "{\"id\":%d,\"venue_id\":%d,\"venue_name\":\"Venue %d\",\"home\":%b,\"user_id\":%d,\"selected\":%b}"
                        .formatted(id, venueId, venueId, home, userId, selected));
    }

    private void publish(long companyId, long id, Action action, String data) throws Exception {
        var change = new Envelope(
                "20260101T000000000Z",
                companyId,
                ++sequence,
                "UserVenue",
                id,
                action,
                data,
                "",
                null,
                null,
                Instant.now(),
                null);
        venues.send(change.toRecord("venues.changes", "/venues-service")).get();
    }

    private static List<Map<String, Object>> profileVenues(Colleague user) {
        return user.request()
                .get("/api/v1/profile")
                .then()
                .statusCode(200)
                .extract()
                .path("all_venues");
    }

    private static void awaitVenues(Colleague user, List<Map<String, Object>> expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(expected, profileVenues(user)));
    }

    @Test
    void venuesAppearInTheProfileAndAmongTheStaff() throws Exception {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        worksAt(tenant.id(), 901, host.id(), 12, true, true);
        worksAt(tenant.id(), 902, host.id(), 13, false, false);

        List<Map<String, Object>> both = List.of(
                Map.of("id", 12, "name", "Venue 12", "home", 1, "selected", true),
                Map.of("id", 13, "name", "Venue 13", "home", 0, "selected", false));
        awaitVenues(host, both);
        assertEquals(
                both,
                tenant.manager()
                        .get("/api/v1/staff?ids[]=" + host.id())
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("[0].all_venues"));

        publish(tenant.id(), 902, Action.DESTROY, null);
        awaitVenues(host, both.subList(0, 1));
    }

    @Test
    void anotherHomeVenueIsPublishedWithItsUser() throws Exception {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        worksAt(tenant.id(), 911, host.id(), 12, true, true);
        try (var published = new Published()) {
            var first = Published.data(
                    published.await(tenant.id(), "User", host.id(), 2).get(1));
            assertEquals(12, first.get("home_venue_id").asLong());
            assertEquals("Harry", first.get("first_name").asText());

            publish(tenant.id(), 911, Action.DESTROY, null);
            var last = Published.data(
                    published.await(tenant.id(), "User", host.id(), 3).get(2));
            assertTrue(last.get("home_venue_id").isNull());
        }
    }

    @Test
    void aHomeVenueStaysWhenItsUserIsChanged() throws Exception {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        worksAt(tenant.id(), 921, host.id(), 12, true, true);

        try (var published = new Published()) {
            published.await(tenant.id(), "User", host.id(), 2);
            host.request().body(Map.of("first_name", "Henry")).put("/api/v1/profile");

            var change = Published.data(
                    published.await(tenant.id(), "User", host.id(), 3).get(2));
            assertEquals("Henry", change.get("first_name").asText());
            assertEquals(12, change.get("home_venue_id").asLong());
        }
    }
}
