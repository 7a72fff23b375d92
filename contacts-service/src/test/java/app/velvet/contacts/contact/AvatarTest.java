package app.velvet.contacts.contact;

import static app.velvet.contacts.Pictures.base64;
import static app.velvet.contacts.Pictures.png;
import static app.velvet.contacts.Pictures.sizeAt;
import static app.velvet.contacts.contact.Contacts.named;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class AvatarTest {

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "velvet.images.uploads-per-user")
    int uploadsPerUser;

    private Member manager;
    private Contacts contacts;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        contacts = Contacts.of(manager);
    }

    @Test
    void anAvatarIsInTheContactAndInWhatIsPublished() {
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            var contact = create(png(640, 480));

            assertTrue(contact.getString("avatar.url")
                    .matches("https://velvet\\.example/uploads/contacts/[A-Za-z0-9_-]{22}/original\\.jpg"));
            assertEquals(List.of(640, 480), sizeAt(contact.getString("avatar.url")));
            assertEquals(List.of(100, 100), sizeAt(contact.getString("avatar.thumb_100.url")));
            assertEquals(List.of(200, 200), sizeAt(contact.getString("avatar.thumb_200.url")));
            assertEquals(List.of(320, 240), sizeAt(contact.getString("avatar.mobile_thumb.url")));
            assertEquals(contact.getString("avatar.mobile_thumb.url"), contact.getString("avatar_mobile_thumb_url"));
            contacts.getting(contact.getLong("id")).body("avatar", equalTo(contact.getMap("avatar")));
            contacts.listing().body("[0].avatar", equalTo(contact.getMap("avatar")));
            var data = Published.data(published.await(1, "Contact").get(0));
            assertEquals(
                    new JsonObject(contact.getMap("avatar")).getMap(),
                    data.getJsonObject("avatar").getMap());
            assertEquals(contact.getString("avatar_mobile_thumb_url"), data.getString("avatar_mobile_thumb_url"));
        }
    }

    @Test
    void inJsonAnAvatarIsADataUrl() {
        var stored = contacts.creating(named("Nina", "nina@guest.example").put("avatar", dataUrl(png(30, 20))))
                .statusCode(200)
                .extract()
                .jsonPath();

        assertEquals(List.of(30, 20), sizeAt(stored.getString("avatar.url")));
    }

    @Test
    void anotherAvatarReplacesItAnEmptyOneClearsItAndNoneLeavesIt() throws SQLException {
        var contact = create(png(10, 10));
        long id = contact.getLong("id");

        contacts.updating(id, new JsonObject().put("title", "Singer"))
                .body("avatar", equalTo(contact.getMap("avatar")));
        var replaced = contacts.updating(id, new JsonObject().put("avatar", dataUrl(png(20, 20))))
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(List.of(20, 20), sizeAt(replaced.getString("avatar.url")));
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            for (var cleared :
                    new JsonObject[] {new JsonObject().put("avatar", ""), new JsonObject().putNull("avatar")}) {
                contacts.updating(id, cleared)
                        .statusCode(200)
                        .body("avatar.url", nullValue())
                        .body("avatar_mobile_thumb_url", nullValue());
            }
            contacts.updating(id, new JsonObject().put("title", "Pianist"));
            assertEquals("Singer", Published.data(published.await(2).get(0)).getString("title"));
            assertEquals("Pianist", Published.data(published.await(2).get(1)).getString("title"));
        }
        assertEquals(List.of(false, false), removals());
    }

    @Test
    void aRemovedContactsAvatarIsRemoved() throws SQLException {
        var contact = create(png(10, 10));
        assertEquals(List.of(), removals());

        contacts.deleting(contact.getLong("id")).statusCode(200);

        assertEquals(List.of(false), removals());
    }

    @Test
    void whatIsNoImageIsRefusedByName() {
        contacts.creating(named("Nina", "nina@guest.example").put("avatar", dataUrl("<svg/>".getBytes())))
                .statusCode(400)
                .body("errors.avatar", contains("is not an image"));
        contacts.creating(named("Nina", "nina@guest.example").put("avatar", "https://pictures.example/me.png"))
                .statusCode(400)
                .body("errors.avatar", contains("is not an image"));

        contacts.create(named("Nina", "nina@guest.example"));
    }

    @Test
    void aUserUploadsSoManyAndNoMore() {
        var nina = named("Nina", "nina@guest.example").put("avatar", dataUrl("<svg/>".getBytes()));
        for (int upload = 0; upload < uploadsPerUser; upload++) {
            contacts.creating(nina).statusCode(400);
        }

        contacts.creating(nina).statusCode(429).body("message", equalTo("Too many images were uploaded"));

        contacts.create(named("Nina", "nina@guest.example"));
    }

    @Test
    void repeatedCreationIsAnsweredEvenIfAUserHasNoUploadsLeft() {
        var picture = png(10, 10);
        var first = create(picture, manager.asks().header("Idempotency-Key", "Nina"));
        var useless = named("Eve", "eve@guest.example").put("avatar", dataUrl("<svg/>".getBytes()));
        for (int upload = 1; upload < uploadsPerUser; upload++) {
            contacts.creating(useless).statusCode(400);
        }

        var second = create(picture, manager.asks().header("Idempotency-Key", "Nina"));

        assertEquals(first.prettify(), second.prettify());
        contacts.creating(useless).statusCode(429);
    }

    private JsonPath create(byte[] picture) {
        return create(picture, manager.asks());
    }

    private static JsonPath create(byte[] picture, RequestSpecification request) {
        return request.multiPart("contact[name]", "Nina Simone")
                .multiPart("contact[email]", "nina@guest.example")
                .multiPart("contact[avatar]", "her.png", picture, "image/png")
                .post(Contacts.PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String dataUrl(byte[] picture) {
        return "data:image/png;base64," + base64(picture);
    }

    /** Of the company's images that are to be removed: whether they are being removed. */
    private List<Boolean> removals() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select claimed from image_removal where company_id = ?")) {
            query.setLong(1, manager.companyId());
            var removals = new ArrayList<Boolean>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    removals.add(rows.getBoolean("claimed"));
                }
            }
            return removals;
        }
    }
}
