package app.velvet.contacts.contact;

import static app.velvet.contacts.contact.Contacts.named;
import static app.velvet.contacts.contact.Contacts.owner;
import static app.velvet.contacts.contact.Contacts.owners;
import static app.velvet.contacts.contact.Contacts.qualification;
import static app.velvet.contacts.contact.Contacts.qualifications;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ContactResourceTest {

    private static final List<String> FIELDS_OF_THE_CONTRACT = List.of(
            ("id first_name last_name name title state avatar_mobile_thumb_url gender birthdate organization industry"
                            + " ethnicity sexual_preference status email phone address country region city zip business_phone"
                            + " business_email body_type hair_color eye_color height facebook twitter instagram skype website"
                            + " total_spent average_spent highest_spent total_comp reservations_count campaigns_count"
                            + " guestlists_count no_shows cancellations last_reservation last_visit last_update created_at"
                            + " visited_venue_ids contact_qualifications avatar notes tags group_id nurtured")
                    .split(" "));

    @Inject
    Staff staff;

    private Member manager;
    private Contacts contacts;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        contacts = Contacts.of(manager);
    }

    @Test
    void contactHasExactlyTheFieldsOfTheContract() {
        long id = contacts.create("Nina Simone");

        Map<String, Object> contact =
                contacts.getting(id).statusCode(200).extract().jsonPath().getMap("$");

        assertThat(contact.keySet(), containsInAnyOrder(FIELDS_OF_THE_CONTRACT.toArray()));
    }

    @Test
    void newContactHasTheDefaultsOfTheContract() {
        contacts.creating(named("Nina Simone", "nina@guest.example"))
                .statusCode(200)
                .body("id", notNullValue())
                .body("first_name", equalTo("Nina"))
                .body("last_name", equalTo("Simone"))
                .body("name", equalTo("Nina Simone"))
                .body("email", equalTo("nina@guest.example"))
                .body("phone", nullValue())
                .body("state", equalTo("customer"))
                .body("status", equalTo("no_level"))
                .body("nurtured", is(false))
                .body("group_id", nullValue())
                .body("tags", empty())
                .body("notes", empty())
                .body("contact_qualifications", empty())
                .body("visited_venue_ids", empty())
                .body("total_spent", equalTo(0.0f))
                .body("reservations_count", equalTo(0))
                .body("last_visit", nullValue())
                .body("avatar.url", nullValue())
                .body("avatar.thumb_100.url", nullValue())
                .body("avatar.mobile_thumb.url", nullValue())
                .body("avatar.thumb_200.url", nullValue())
                .body("$", not(org.hamcrest.Matchers.hasKey("contact_owners")));
    }

    @Test
    void everyFieldIsKept() {
        var contact = new JsonObject()
                .put("first_name", "Nina")
                .put("last_name", "Simone")
                .put("title", "Dr")
                .put("state", "both")
                .put("status", "platinum")
                .put("gender", "female")
                .put("birthdate", "1933-02-21")
                .put("organization", "Bethlehem")
                .put("industry", "Music")
                .put("ethnicity", "African American")
                .put("sexual_preference", "any")
                .put("email", "Nina@Guest.example")
                .put("phone", "(212)555-0100")
                .put("address", "12 Main St")
                .put("country", "US")
                .put("region", "NC")
                .put("city", "Tryon")
                .put("zip", "28782")
                .put("business_phone", "+442079460000")
                .put("business_email", "office@guest.example")
                .put("body_type", "Average")
                .put("hair_color", "Black")
                .put("eye_color", "Brown")
                .put("height", "Tall")
                .put("facebook", "nina.f")
                .put("twitter", "@nina")
                .put("instagram", "nina.i")
                .put("skype", "nina.s")
                .put("website", "https://nina.example")
                .put("group_id", 7)
                .put("nurtured", true);

        long id = contacts.create(contact);

        var stored = new JsonObject(contacts.getting(id).extract().asString());
        contact.forEach(field -> assertEquals(field.getValue(), stored.getValue(field.getKey()), field.getKey()));
    }

    @Test
    void fieldsMayComeAsAForm() {
        manager.asks()
                .formParam("contact[first_name]", "Nina")
                .formParam("contact[phone]", "212 555 0100")
                .formParam("contact[nurtured]", "1")
                .formParam("contact_qualifications[][venue_id]", "7")
                .formParam("contact_qualifications[][status]", "qualified")
                .formParam("join_owners", "true")
                .when()
                .post(Contacts.PATH + ".json")
                .then()
                .statusCode(200)
                .body("phone", equalTo("(212)555-0100"))
                .body("nurtured", is(true))
                .body("contact_qualifications[0].venue_id", equalTo(7))
                .body("contact_qualifications[0].status", equalTo("qualified"))
                .body("contact_owners", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "Nina,Nina,",
        "Nina Simone,Nina,Simone",
        "Nina Eunice Simone,Nina Eunice,Simone",
        "' Nina  Simone ',Nina,Simone"
    })
    void singleNameIsSplitAtItsLastWord(String name, String firstName, String lastName) {
        contacts.creating(named(name, "nina@guest.example"))
                .statusCode(200)
                .body("first_name", equalTo(firstName))
                .body("last_name", equalTo(lastName));
    }

    @Test
    void creatorOwnsTheContactAtHisHomeVenue() {
        var contact = contacts.get(contacts.create("Nina Simone"));

        assertThat(contact.getList("contact_owners.user_id", Long.class), contains(manager.userId()));
        assertThat(contact.getList("contact_owners.venue_id", Long.class), contains(1L));
    }

    @Test
    void givenOwnersReplaceTheCreator() {
        var host = staff.hire(manager.companyId(), "Hugo Host").atHome(9).done();

        var contact = contacts.get(contacts.create(named("Nina Simone", "nina@guest.example")
                .put("contact_owners", owners(owner(host, 3), new JsonObject().put("user_id", host.userId())))));

        assertThat(contact.getList("contact_owners.user_id", Long.class), contains(host.userId(), host.userId()));
        assertThat(contact.getList("contact_owners.venue_id", Long.class), contains(3L, 9L));
    }

    @Test
    void moreOwnersThanAnybodyNeedsAreRefused() {
        var host = staff.hire(manager.companyId(), "Hugo Host").done();
        var owners = new JsonArray();
        for (int venueId = 1; venueId <= 51; venueId++) {
            owners.add(owner(host, venueId));
        }

        contacts.creating(named("Nina", "nina@guest.example").put("contact_owners", owners))
                .statusCode(400)
                .body("errors.contact_owners", contains("has more than 50 entries"));
    }

    @Test
    void whoIsDeactivatedStaysAnOwnerButBecomesNone() {
        var gone = staff.hire(manager.companyId(), "Gina Gone").atHome(3).done();
        long nina = contacts.create(
                named("Nina Simone", "nina@guest.example").put("contact_owners", owners(owner(gone, 3))));
        long otis = contacts.create(named("Otis Redding", "otis@guest.example"));
        staff.deactivate(gone);

        var asOwner = named("Etta", "etta@guest.example").put("contact_owners", owners(owner(gone, 3)));
        for (var refused : List.of(
                contacts.creating(asOwner),
                contacts.updating(otis, new JsonObject().put("contact_owners", owners(owner(gone, 3)))),
                contacts.updating(nina, new JsonObject().put("contact_owners", owners(owner(gone, 4)))))) {
            refused.statusCode(400).body("errors.'contact_owners.user_id'", contains("has been deactivated"));
        }
        contacts.updating(nina, new JsonObject().put("contact_owners", owners(owner(gone, 3), owner(manager, 4))))
                .statusCode(200);

        assertThat(
                contacts.get(nina).getList("contact_owners.user_id", Long.class),
                contains(gone.userId(), manager.userId()));
    }

    @Test
    void ownerOfAnotherCompanyIsRefused() {
        var stranger = staff.managerOfNewCompany();

        contacts.creating(named("Nina", "nina@guest.example").put("contact_owners", owners(owner(stranger, 3))))
                .statusCode(400)
                .body("errors.'contact_owners.user_id'", contains("is invalid"));
    }

    @Test
    void updateChangesOnlyTheGivenFields() {
        long id = contacts.create(named("Nina Simone", "nina@guest.example").put("city", "Tryon"));

        contacts.updating(id, new JsonObject().put("last_name", "Waymon").put("city", ""))
                .statusCode(200)
                .body("first_name", equalTo("Nina"))
                .body("last_name", equalTo("Waymon"))
                .body("email", equalTo("nina@guest.example"))
                .body("city", nullValue());
    }

    @Test
    void clearedStateBecomesTheDefaultAgain() {
        long id = contacts.create(named("Nina", "nina@guest.example").put("state", "partner"));

        contacts.updating(id, new JsonObject().putNull("state")).statusCode(200).body("state", equalTo("customer"));
    }

    @Test
    void givenQualificationsReplaceTheOldOnesAndThoseThatStayKeepTheirIds() {
        long id = contacts.create(
                named("Nina", "nina@guest.example"),
                qualifications(qualification(7, "qualified"), qualification(8, "qualified")));
        var before = contacts.get(id).getList("contact_qualifications.id", Long.class);

        contacts.put(
                        id,
                        new JsonObject()
                                .put(
                                        "contact_qualifications",
                                        qualifications(
                                                qualification(8, "disqualified"), qualification(9, "unqualified"))))
                .statusCode(200)
                .body("contact_qualifications.venue_id", contains(8, 9))
                .body("contact_qualifications.status", contains("disqualified", "unqualified"))
                .body("contact_qualifications[0].id", equalTo(before.get(1).intValue()));
    }

    @Test
    void qualificationCanBeSetAlone() {
        long id = contacts.create("Nina Simone");

        manager.asks()
                .formParam("venue_id", 7)
                .formParam("status", "disqualified")
                .when()
                .post(Contacts.PATH + "/" + id + "/set_qualification")
                .then()
                .statusCode(200)
                .body("contact_id", equalTo((int) id))
                .body("status", equalTo("disqualified"))
                .body("venue_id", equalTo(7));

        assertThat(contacts.get(id).getList("contact_qualifications.status"), contains("disqualified"));
    }

    @Test
    void deletedContactIsGone() {
        long id = contacts.create(named("Nina", "nina@guest.example"), qualifications(qualification(7, "qualified")));

        contacts.deleting(id).statusCode(200).body("message", equalTo("Success"));

        contacts.getting(id)
                .statusCode(404)
                .body("status_code", equalTo(404))
                .body("message", equalTo("Contact " + id + " was not found"));
        contacts.deleting(id).statusCode(404);
        contacts.updating(id, named("Nina")).statusCode(404);
    }

    @Test
    void emailOfADeletedContactIsFree() {
        contacts.deleting(contacts.create("Nina Simone")).statusCode(200);

        contacts.create("Nina Simone");
    }

    @Test
    void contactNeedsAFirstNameAndAWayToReachIt() {
        contacts.creating(new JsonObject().put("last_name", "Simone"))
                .statusCode(400)
                .body("errors.first_name", contains("can't be blank"))
                .body("errors.email", contains("can't be blank"));
        contacts.creating(
                        new JsonObject().put("first_name", " ").put("email", "").put("phone", ""))
                .statusCode(400)
                .body("errors.first_name", contains("can't be blank"))
                .body("errors.email", contains("can't be blank"));
    }

    @Test
    void contactIsNotLeftWithoutAName() {
        long id = contacts.create("Nina Simone");

        contacts.updating(id, new JsonObject().put("first_name", ""))
                .statusCode(400)
                .body("errors.first_name", contains("can't be blank"));
        contacts.updating(id, new JsonObject().put("name", ""))
                .statusCode(400)
                .body("errors.name", contains("can't be blank"));
    }

    @Test
    void contactIsNotLeftOutOfReach() {
        long id = contacts.create("Nina Simone");

        contacts.updating(id, new JsonObject().put("email", ""))
                .statusCode(400)
                .body("errors.email", contains("can't be blank"));
        contacts.updating(id, new JsonObject().put("email", "").put("phone", "2125550100"))
                .statusCode(200)
                .body("email", nullValue())
                .body("phone", equalTo("(212)555-0100"));
    }

    @ParameterizedTest
    @CsvSource({
        "email,nobody",
        "business_email,a@b",
        "phone,12345",
        "business_phone,call me",
        "state,guest",
        "status,Gold",
        "gender,unknown",
        "body_type,skinny",
        "hair_color,Pink",
        "eye_color,Red",
        "height,180",
        "birthdate,yesterday",
        "nurtured,perhaps",
        "group_id,first",
        "tag_ids,vip",
        "contact_owners,me"
    })
    void wrongFieldIsNamed(String field, String value) {
        contacts.creating(named("Nina", "nina@guest.example").put(field, value))
                .statusCode(400)
                .body("status_code", equalTo(400))
                .body("errors." + field, contains("is invalid"));
    }

    @Test
    void textHasAtMost255Characters() {
        contacts.creating(named("Nina", "nina@guest.example").put("industry", "é".repeat(256)))
                .statusCode(400)
                .body("errors.industry", contains("is too long (maximum is 255 characters)"));
        contacts.creating(named("Nina", "nina@guest.example").put("industry", "é".repeat(255)))
                .statusCode(200)
                .body("industry", equalTo("é".repeat(255)));
    }

    @Test
    void unknownTagIsRefused() {
        contacts.creating(named("Nina", "nina@guest.example").put("tag_ids", JsonArray.of(987_654_321)))
                .statusCode(400)
                .body("errors.tag_ids", contains("is invalid"));
    }

    @Test
    void requestWithoutAContactIsRefused() {
        contacts.post(new JsonObject()).statusCode(400).body("errors.contact", contains("can't be blank"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/contacts", "/api/v1/contacts/1", "/api/v1/contacts/search?email=a@b.example"})
    void tokenIsNeeded(String path) {
        RestAssured.when()
                .get(path)
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
    }

    @Test
    void contactOfAnotherCompanyIsNotFound() {
        long id = contacts.create("Nina Simone");
        var others = Contacts.of(staff.managerOfNewCompany());

        others.getting(id).statusCode(404).body("message", equalTo("Contact " + id + " was not found"));
        others.updating(id, named("Eve")).statusCode(404);
        others.deleting(id).statusCode(404);
        others.member()
                .asks()
                .formParam("venue_id", 7)
                .formParam("status", "qualified")
                .when()
                .post(Contacts.PATH + "/" + id + "/set_qualification")
                .then()
                .statusCode(404);
        assertThat(others.ids(), empty());
        assertThat(contacts.get(id).getString("first_name"), equalTo("Nina"));
    }

    @Test
    void repeatedCreationAnswersTheFirstContactAgain() {
        var body = new JsonObject()
                .put("contact", named("Nina", "nina@guest.example"))
                .encode();

        var first = creatingOnce("key-1", body).statusCode(200).extract().asString();
        var again = creatingOnce("key-1", body).statusCode(200).extract().asString();

        assertEquals(new JsonObject(first), new JsonObject(again));
        assertThat(contacts.ids(), hasSize(1));
        creatingOnce("key-1", body.replace("Nina", "Eve")).statusCode(409);
    }

    private io.restassured.response.ValidatableResponse creatingOnce(String key, String body) {
        return manager.asks()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .when()
                .post(Contacts.PATH)
                .then();
    }

    @Test
    void lastNameBesideANameLeavesNobodyWithoutAFirstName() {
        contacts.creating(new JsonObject()
                        .put("name", "Ann Lee")
                        .put("last_name", "")
                        .put("email", "ann@guest.example"))
                .statusCode(200)
                .body("first_name", equalTo("Ann"))
                .body("last_name", equalTo("Lee"));
    }
}
