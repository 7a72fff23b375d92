package app.velvet.venues.share;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ShareResourceTest {

    @Inject
    Staff staff;

    private Member manager;
    private Api api;
    private long venue;
    private long event;

    @BeforeEach
    void openEvent() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        venue = api.venue("Blue Note");
        event = api.event("Jazz", venue, LocalDate.now());
    }

    private ValidatableResponse sharing(Member member, String network) {
        return Api.of(member)
                .posting("/events/" + event + "/share_log", new JsonObject().put("social_network_name", network));
    }

    @Test
    void shareIsTakenDownAndPublished() {
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(Staff.atVenues(venue), "Event", "read")
                .done();
        try (var published = Published.on("venues.changes", manager.companyId())) {
            sharing(reader, "facebook")
                    .statusCode(200)
                    .body("message", equalTo("Success"))
                    .body("size()", equalTo(1));

            var change = published.await(1, "EventShare").get(0);
            var share = Published.data(change);
            assertEquals(
                    new JsonObject()
                            .put("id", share.getLong("id"))
                            .put("event_id", event)
                            .put("user_id", reader.userId())
                            .put("social_network_name", "facebook")
                            .put("created_at", share.getString("created_at")),
                    share);
            assertEquals(Set.of("company", "venue:" + venue), Published.audience(change));

            api.deleting("/events/" + event).statusCode(200);
            assertEquals(
                    "destroy EventShare/" + share.getLong("id"),
                    Published.summary(published.await(2, "EventShare").get(1)));
        }
    }

    @Test
    void onlyWhoMayReadTheEventSharesIt() {
        var elsewhere = staff.hire(manager.companyId(), "Eli Elsewhere")
                .may(Staff.atVenues(venue + 1), "Event", "read")
                .done();
        var nobody = staff.hire(manager.companyId(), "Nobody Special").done();

        sharing(elsewhere, "facebook").statusCode(404);
        sharing(nobody, "facebook").statusCode(401);
        sharing(manager, " ").statusCode(400).body("errors.social_network_name", contains("can't be blank"));
    }
}
