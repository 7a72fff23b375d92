package app.velvet.contacts.contact;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.Staff.atVenues;
import static app.velvet.contacts.contact.Contacts.named;
import static app.velvet.contacts.contact.Contacts.owner;
import static app.velvet.contacts.contact.Contacts.owners;
import static app.velvet.contacts.contact.Contacts.qualification;
import static app.velvet.contacts.contact.Contacts.qualifications;
import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nina is owned by Hugo at venue 1, Otis by the manager at venue 2 and qualified at venue 3, and of Ella nothing is known. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ContactFilterTest {

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private Member manager;
    private Member hugo;
    private Contacts contacts;
    private long jazz;
    private long soul;
    private long nina;
    private long otis;
    private long ella;

    @BeforeEach
    void createContacts() {
        manager = staff.managerOfNewCompany();
        hugo = staff.hire(manager.companyId(), "Hugo Host")
                .may(OWN, "Contact", "read")
                .done();
        contacts = Contacts.of(manager);
        long music = post("/settings/tag_categories", new JsonObject().put("tag_category", named("Music")));
        jazz = tag(music, "Jazz");
        soul = tag(music, "Soul");
        nina = contacts.create(named("Nina", "nina@guest.example")
                .put("state", "partner")
                .put("gender", "female")
                .put("status", "gold")
                .put("body_type", "Athletic")
                .put("hair_color", "Black")
                .put("eye_color", "Brown")
                .put("height", "Tall")
                .put("industry", "Music")
                .put("ethnicity", "African American")
                .put("sexual_preference", "Bisexual")
                .put("country", "United States")
                .put("region", "North Carolina")
                .put("city", "Tryon")
                .put("tag_ids", JsonArray.of(jazz, soul))
                .put("contact_owners", owners(owner(hugo, 1))));
        otis = contacts.create(
                named("Otis", "otis@guest.example")
                        .put("state", "both")
                        .put("gender", "male")
                        .put("status", "silver")
                        .put("body_type", "Average")
                        .put("hair_color", "Brunette")
                        .put("eye_color", "Green")
                        .put("height", "Short")
                        .put("industry", "Film")
                        .put("ethnicity", "Other")
                        .put("sexual_preference", "Heterosexual")
                        .put("country", "France")
                        .put("region", "Georgia")
                        .put("city", "Dawson")
                        .put("tag_ids", JsonArray.of(soul))
                        .put("contact_owners", owners(owner(manager, 2))),
                qualifications(qualification(3, "qualified")));
        ella = contacts.create(named("Ella", "ella@guest.example").put("contact_owners", owners()));
    }

    private long tag(long category, String name) {
        return post("/settings/tags", new JsonObject().put("tag", named(name).put("tag_category_id", category)));
    }

    private long post(String path, JsonObject body) {
        return post(manager, path, body);
    }

    private static long post(Member member, String path, JsonObject body) {
        return member.asks()
                .contentType(JSON)
                .body(body.encode())
                .when()
                .post("/api/v1" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private static JsonObject is(String key, Object... values) {
        return filter(true, key, values);
    }

    private static JsonObject isNot(String key, Object... values) {
        return filter(false, key, values);
    }

    private static JsonObject filter(boolean isIncluded, String key, Object... values) {
        return new JsonObject().put("is_included", isIncluded).put("key", key).put("value", JsonArray.of(values));
    }

    private static long pattern(Member member, JsonObject... filters) {
        return post(
                member,
                "/filters",
                new JsonObject().put("filter_pattern", named("Pattern").put("filters", JsonArray.of((Object[])
                        filters))));
    }

    private List<Long> found(JsonObject... filters) {
        return found(manager, filters);
    }

    private static List<Long> found(Member reader, JsonObject... filters) {
        return Contacts.of(reader).ids("filter_id", pattern(reader, filters));
    }

    @ParameterizedTest
    @CsvSource({
        "state, partner, both, customer",
        "gender, female, male,",
        "status, gold, silver, no_level",
        "body_type, Athletic, Average,",
        "hair_color, Black, Brunette,",
        "eye_color, Brown, Green,",
        "height, Tall, Short,",
        "industry, Music, Film,",
        "ethnicity, African American, Other,",
        "sexual_preference, Bisexual, Heterosexual,",
        "country, United States, France,",
        "region, North Carolina, Georgia,",
        "city, Tryon, Dawson,"
    })
    void fieldHasOneOfTheValuesOrNone(String key, String ofNina, String ofOtis, String ofElla) {
        assertThat(found(is(key, ofNina)), contains(nina));
        assertThat(found(is(key, ofNina, ofOtis)), contains(nina, otis));
        assertThat(found(isNot(key, ofNina)), contains(otis, ella));
        assertThat(found(isNot(key, ofNina, ofOtis)), contains(ella));
        if (ofElla != null) {
            assertThat(found(is(key, ofElla)), contains(ella));
        }
    }

    @Test
    void tagsAreNamedByTheirIds() {
        assertThat(found(is("tag", jazz)), contains(nina));
        assertThat(found(is("tag", jazz, String.valueOf(soul))), contains(nina, otis));
        assertThat(found(isNot("tag", jazz)), contains(otis, ella));
        assertThat(found(isNot("tag", jazz, soul)), contains(ella));
        assertThat(found(is("tag", 987_654_321)), empty());
    }

    @Test
    void ownersAreNamedByTheirIds() {
        assertThat(found(is("owner", hugo.userId())), contains(nina));
        assertThat(found(is("owner", hugo.userId(), manager.userId())), contains(nina, otis));
        assertThat(found(isNot("owner", hugo.userId())), contains(otis, ella));
        assertThat(found(isNot("owner", hugo.userId(), manager.userId())), contains(ella));
    }

    @Test
    void contactIsAtAVenueWhereItHasAnOwnerOrAQualification() {
        assertThat(found(is("venue", 1)), contains(nina));
        assertThat(found(is("venue", 2)), contains(otis));
        assertThat(found(is("venue", 3)), contains(otis));
        assertThat(found(is("venue", 1, 3)), contains(nina, otis));
        assertThat(found(isNot("venue", 1)), contains(otis, ella));
        assertThat(found(isNot("venue", 3)), contains(nina, ella));
    }

    @Test
    void qualificationCountsAtAnyVenue() {
        assertThat(found(is("qualification", "qualified")), contains(otis));
        assertThat(found(is("qualification", "disqualified")), empty());
        assertThat(found(isNot("qualification", "qualified", "unqualified")), contains(nina, ella));
    }

    @Test
    void severalFiltersNarrowEachOtherAndWhatElseIsAsked() {
        assertThat(found(is("tag", soul), isNot("gender", "male")), contains(nina));
        assertThat(found(is("tag", soul), is("owner", manager.userId()), is("venue", 3)), contains(otis));
        assertThat(found(is("gender", "male"), is("gender", "female")), empty());
        assertThat(found(), contains(nina, otis, ella));
        long tagged = pattern(manager, is("tag", soul));
        assertThat(contacts.ids("filter_id", tagged, "search[name]", "oti"), contains(otis));
        assertThat(contacts.ids("filter_id", tagged, "ids[]", List.of(nina, ella)), contains(nina));
        contacts.listing("filter_id", tagged, "page", 1)
                .statusCode(200)
                .header("X-Total-Count", "2")
                .body("$", hasSize(2));
        contacts.listing("filter_id", tagged, "page", 2).statusCode(200).body("$", empty());
    }

    @Test
    void noneOfNoValuesIsEverything() {
        assertThat(found(is("gender")), empty());
        assertThat(found(isNot("gender")), contains(nina, otis, ella));
        assertThat(found(is("tag")), empty());
        assertThat(found(isNot("venue")), contains(nina, otis, ella));
    }

    @Test
    void filteringDoesNotReachBeyondReading() {
        assertThat(found(hugo, isNot("gender", "male")), contains(nina));
        assertThat(found(hugo, is("tag", soul)), contains(nina));
        assertThat(found(hugo, is("gender", "male")), empty());
        var hanna = staff.hire(manager.companyId(), "Hanna Host")
                .may(atVenues(3L), "Contact", "read")
                .done();
        assertThat(found(hanna, is("tag", soul)), contains(otis));
    }

    @Test
    void whoMayReadNoContactIsRefused() {
        var nobody = staff.hire(manager.companyId(), "Nobody Atall").done();

        Contacts.of(nobody)
                .listing("filter_id", pattern(nobody, is("gender", "male")))
                .statusCode(401);
    }

    @Test
    void qualificationsThatTheReaderMayNotReadDoNotShow() {
        var reader = reader().done();
        assertThat(found(reader, is("qualification", "qualified")), empty());
        assertThat(found(reader, isNot("qualification", "qualified")), contains(nina, otis, ella));
        assertThat(found(reader, is("venue", 3)), empty());
        assertThat(found(reader, isNot("venue", 3)), contains(nina, otis, ella));
        assertThat(found(reader, is("venue", 2)), contains(otis));

        var ofVenue = reader().may(atVenues(3L), "ContactQualification", "read").done();
        assertThat(found(ofVenue, is("qualification", "qualified")), contains(otis));
        assertThat(found(ofVenue, is("venue", 3)), contains(otis));
        assertThat(
                found(
                        reader().may(atVenues(4L), "ContactQualification", "read")
                                .done(),
                        is("qualification", "qualified")),
                empty());

        var owning = reader().may(OWN, "ContactQualification", "read").done();
        assertThat(found(owning, is("qualification", "qualified")), empty());
        contacts.updating(otis, new JsonObject().put("contact_owners", owners(owner(owning, 9))))
                .statusCode(200);
        assertThat(found(owning, is("qualification", "qualified")), contains(otis));
    }

    private Staff.Hiring reader() {
        return staff.hire(manager.companyId(), "Rita Reader").may(EVERYTHING, "Contact", "read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "planet",
                "GENDER",
                "gender ",
                "email",
                "phone",
                "address",
                "zip",
                "business_phone",
                "business_email",
                "name",
                "birthdate",
                "companyId"
            })
    void otherKeysAreRefusedWhenTheyAreApplied(String key) {
        long pattern = pattern(manager, is(key, "x"));

        contacts.listing("filter_id", pattern).statusCode(400).body("errors", hasKey("filter_id"));
        contacts.listing("filter_id", pattern, "page", 1).statusCode(400).body("errors", hasKey("filter_id"));
        contacts.listing("filter_id", pattern(manager, isNot(key))).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"gender, other", "height, tall", "tag, jazz", "owner, 0", "venue, -1", "venue, 1.5", "qualification, x"
    })
    void valuesThatAFieldCannotHaveAreRefused(String key, String value) {
        contacts.listing("filter_id", pattern(manager, is(key, value)))
                .statusCode(400)
                .body("errors", hasKey("filter_id"));
    }

    @Test
    void patternThatDoesNotExistIsNotFound() {
        contacts.listing("filter_id", 987_654_321).statusCode(404);
        contacts.listing("filter_id", 987_654_321, "page", 1).statusCode(404);
        contacts.listing("filter_id", "mine").statusCode(400).body("errors", hasKey("filter_id"));
    }

    @Test
    void filteredListIsStreamedAndPaged() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into contact (company_id, id, creator_id, first_name, state, status, nurtured, tag_ids, city,
                                             created_at, updated_at)
                        select ?, nextval('contact_id'), 1, 'Guest', 'customer', 'no_level', false, '{}',
                               case when n % 2 = 0 then 'Tryon' end, now(), now()
                          from generate_series(1, 2200) n
                        """)) {
            statement.setLong(1, manager.companyId());
            statement.executeUpdate();
        }
        long tryon = pattern(manager, is("city", "Tryon"));

        var all = contacts.ids("filter_id", tryon);

        assertThat(all, hasSize(1101));
        assertThat(
                contacts.ids("filter_id", tryon, "page", 6),
                contains(all.subList(1000, 1101).toArray()));
        assertThat(contacts.ids("filter_id", pattern(manager, isNot("city", "Tryon"))), hasSize(1102));
    }
}
