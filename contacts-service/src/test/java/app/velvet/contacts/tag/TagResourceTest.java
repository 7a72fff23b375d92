package app.velvet.contacts.tag;

import static app.velvet.testing.Published.data;
import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class TagResourceTest {

    private static final String TAGS = "/api/v1/settings/tags";
    private static final String CATEGORIES = "/api/v1/settings/tag_categories";
    private static final String CONTACTS = "/api/v1/contacts";

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private Member manager;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
    }

    private ValidatableResponse creating(Member member, String path, String name, JsonObject fields) {
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject().put(name, fields).encode())
                .when()
                .post(path)
                .then();
    }

    private ValidatableResponse updating(String path, long id, String name, JsonObject fields) {
        return manager.asks()
                .contentType(JSON)
                .body(new JsonObject().put(name, fields).encode())
                .when()
                .put(path + "/" + id)
                .then();
    }

    private ValidatableResponse deleting(String path, long id) {
        return manager.asks().when().delete(path + "/" + id).then();
    }

    private long category(String name, Long parentId) {
        return creating(
                        manager,
                        CATEGORIES,
                        "tag_category",
                        new JsonObject().put("name", name).put("parent_id", parentId))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private long tag(String name, long categoryId) {
        return creating(manager, TAGS, "tag", new JsonObject().put("name", name).put("tag_category_id", categoryId))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private ValidatableResponse tree(Member member) {
        return member.asks().when().get(TAGS).then().statusCode(200);
    }

    private long contact(String name, Long... tagIds) {
        var fields = new JsonObject()
                .put("name", name)
                .put("email", name + "@guest.example")
                .put("tag_ids", JsonArray.of((Object[]) tagIds));
        return creating(manager, CONTACTS, "contact", fields)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private List<Integer> tagsOf(long contactId) {
        return manager.asks().when().get(CONTACTS + "/" + contactId).jsonPath().getList("tags");
    }

    @Test
    void manyCategoriesAreStreamed() throws SQLException {
        try (var connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("insert into tag_category (company_id, id, name)"
                            + " select %d, nextval('tag_category_id'), 'C' from generate_series(1, 201)"
                                    .formatted(manager.companyId()));
        }

        var ids = manager.asks()
                .get(TAGS)
                .then()
                .statusCode(200)
                .header("Transfer-Encoding", "chunked")
                .extract()
                .jsonPath()
                .getList("id", Long.class);

        assertEquals(201, ids.size());
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
    }

    @Test
    void everyoneInTheCompanySeesTheTree() {
        long music = category("Music", null);
        long jazz = category("Jazz", music);
        long bebop = tag("Bebop", jazz);
        long swing = tag("Swing", jazz);
        var door = staff.hire(manager.companyId(), "Dora Door").done();

        tree(door)
                .body("id", contains((int) music, (int) jazz))
                .body("[0].ancestry", nullValue())
                .body("[0].tags", empty())
                .body("[1].ancestry", equalTo(Long.toString(music)))
                .body("[1].name", equalTo("Jazz"))
                .body("[1].tags.id", contains((int) bebop, (int) swing))
                .body("[1].tags.name", contains("Bebop", "Swing"));
        tree(staff.managerOfNewCompany()).body("$", empty());
    }

    @Test
    void onlyWhoManagesTheCompanyChangesTags() {
        long music = category("Music", null);
        var host = staff.hire(manager.companyId(), "Hugo Host")
                .may(Staff.EVERYTHING, "Contact", "manage")
                .done();

        creating(host, TAGS, "tag", new JsonObject().put("name", "Bebop").put("tag_category_id", music))
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        creating(host, CATEGORIES, "tag_category", new JsonObject().put("name", "Jazz"))
                .statusCode(401);
        host.asks().when().delete(CATEGORIES + "/" + music).then().statusCode(401);
    }

    @Test
    void tagIsRenamedAndMoved() {
        long music = category("Music", null);
        long sports = category("Sports", null);
        long id = tag("Bebop", music);

        updating(TAGS, id, "tag", new JsonObject().put("name", "Boxing").put("tag_category_id", sports))
                .statusCode(200)
                .body("id", equalTo((int) id))
                .body("name", equalTo("Boxing"))
                .body("company_id", equalTo((int) manager.companyId()))
                .body("tag_category_id", equalTo((int) sports));

        tree(manager).body("[0].tags", empty()).body("[1].tags.name", contains("Boxing"));
    }

    @Test
    void wrongFieldsAreRefused() {
        long music = category("Music", null);
        long jazz = category("Jazz", music);

        creating(manager, TAGS, "tag", new JsonObject())
                .statusCode(400)
                .body("errors.name", contains("can't be blank"))
                .body("errors.tag_category_id", contains("can't be blank"));
        creating(manager, TAGS, "tag", new JsonObject().put("name", "Bebop").put("tag_category_id", 987_654_321))
                .statusCode(400)
                .body("errors.tag_category_id", contains("is invalid"));
        creating(
                        manager,
                        CATEGORIES,
                        "tag_category",
                        new JsonObject().put("name", "Jazz").put("parent_id", 987_654_321))
                .statusCode(400)
                .body("errors.parent_id", contains("is invalid"));
        updating(CATEGORIES, music, "tag_category", new JsonObject().put("parent_id", jazz))
                .statusCode(400)
                .body("errors.parent_id", contains("is invalid"));
        updating(CATEGORIES, music, "tag_category", new JsonObject().put("parent_id", music))
                .statusCode(400);
        updating(TAGS, 987_654_321, "tag", new JsonObject().put("name", "Bebop"))
                .statusCode(404)
                .body("message", equalTo("Tag 987654321 was not found"));
        deleting(CATEGORIES, 987_654_321)
                .statusCode(404)
                .body("message", equalTo("Tag category 987654321 was not found"));
    }

    @Test
    void tagsOfAnotherCompanyAreNotFound() {
        long music = category("Music", null);
        long bebop = tag("Bebop", music);
        var stranger = staff.managerOfNewCompany();

        stranger.asks().when().delete(TAGS + "/" + bebop).then().statusCode(404);
        stranger.asks().when().delete(CATEGORIES + "/" + music).then().statusCode(404);
        creating(stranger, TAGS, "tag", new JsonObject().put("name", "Swing").put("tag_category_id", music))
                .statusCode(400);
        creating(
                        stranger,
                        CONTACTS,
                        "contact",
                        new JsonObject()
                                .put("name", "Eve")
                                .put("phone", "2125550100")
                                .put("tag_ids", JsonArray.of(bebop)))
                .statusCode(400);
    }

    @Test
    void categoryWithChildrenOrTagsStays() {
        long music = category("Music", null);
        long jazz = category("Jazz", music);
        long bebop = tag("Bebop", jazz);

        deleting(CATEGORIES, music).statusCode(403).body("message", equalTo("This tag category can not be deleted"));
        deleting(CATEGORIES, jazz).statusCode(403);
        deleting(TAGS, bebop).statusCode(200).body("message", equalTo("Success"));
        deleting(CATEGORIES, jazz).statusCode(200);
        deleting(CATEGORIES, music).statusCode(200);
        tree(manager).body("$", empty());
    }

    @Test
    void removedTagLeavesAllContactsWithoutCountingAsTheirUpdate() {
        long music = category("Music", null);
        long bebop = tag("Bebop", music);
        long swing = tag("Swing", music);
        long nina = contact("nina", bebop, swing);
        var before = updatedAt(nina);

        deleting(TAGS, bebop).statusCode(200);

        assertThat(tagsOf(nina), contains((int) swing));
        assertEquals(before, updatedAt(nina));
    }

    @Test
    void popularTagLeavesAllContactsInChunks() throws SQLException {
        long bebop = tag("Bebop", category("Music", null));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into contact (company_id, id, creator_id, first_name, state, status, nurtured, tag_ids,
                                             created_at, updated_at)
                        select ?, nextval('contact_id'), 1, 'Guest', 'customer', 'no_level', false, array[?::bigint], now(), now()
                          from generate_series(1, 1100)
                        """)) {
            statement.setLong(1, manager.companyId());
            statement.setLong(2, bebop);
            statement.executeUpdate();
        }

        deleting(TAGS, bebop).statusCode(200);

        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> count("contact where tag_ids <> '{}' and company_id = ") == 0);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> count("derived_change where company_id = ") == 0);
    }

    @Test
    void tagThatAReplicaOfBeforeRemovesLeavesContacts() throws SQLException {
        long bebop = tag("Bebop", category("Music", null));
        long nina = contact("nina", bebop);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into tag_removal (company_id, tag_id, actor_id, removed_at, last_done_id)
                        values (?, ?, 1, now(), 0)
                        """)) {
            statement.setLong(1, manager.companyId());
            statement.setLong(2, bebop);
            statement.executeUpdate();
        }

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> tagsOf(nina).isEmpty());
        assertEquals(0, count("tag_removal where company_id = "));
    }

    @Test
    void changesArePublished() {
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            long music = category("Music", null);
            long bebop = tag("Bebop", music);
            long nina = contact("nina", bebop);
            deleting(TAGS, bebop).statusCode(200);
            deleting(CATEGORIES, music).statusCode(200);

            var changes = published.await(9);

            assertEquals(
                    List.of(
                            "create TagCategory/" + music,
                            "create Tag/" + bebop,
                            "update TagCategory/" + music,
                            "create Contact/" + nina,
                            "destroy Tag/" + bebop,
                            "update TagCategory/" + music,
                            "update Contact/" + nina,
                            "destroy TagCategory/" + music),
                    changes.stream()
                            .map(Published::summary)
                            .filter(summary -> !summary.contains("ContactOwner"))
                            .toList());
            assertEquals(
                    new JsonObject()
                            .put("id", bebop)
                            .put("name", "Bebop")
                            .put("company_id", manager.companyId())
                            .put("tag_category_id", music),
                    data(changes.get(1)));
            assertEquals(
                    new JsonObject()
                            .put("id", music)
                            .put("name", "Music")
                            .put("company_id", manager.companyId())
                            .putNull("ancestry")
                            .putNull("parent_id")
                            .put(
                                    "tags",
                                    JsonArray.of(
                                            new JsonObject().put("id", bebop).put("name", "Bebop"))),
                    data(changes.get(2)));
            assertEquals(Set.of("company"), Published.audience(changes.get(1)));
        }
    }

    private String updatedAt(long contactId) {
        return query("select updated_at::text from contact where company_id = " + manager.companyId() + " and id = "
                + contactId);
    }

    private long count(String of) {
        return Long.parseLong(query("select count(*) from " + of + manager.companyId()));
    }

    private String query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
