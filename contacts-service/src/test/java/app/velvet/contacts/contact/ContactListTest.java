package app.velvet.contacts.contact;

import static app.velvet.contacts.contact.Contacts.named;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Statements;
import app.velvet.contacts.Statements.Sent;
import app.velvet.testing.PostgresAndKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ContactListTest {

    private static final int MANY = 3000;

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private Member manager;
    private Contacts contacts;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        contacts = Contacts.of(manager);
    }

    /** Faster than by requests: nobody follows these. Names are {@code Guest 0001 Nº1} and so on. */
    private void importMany(int count) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into contact (company_id, id, creator_id, first_name, last_name, state, status, nurtured, email,
                                             phone, tag_ids, created_at, updated_at)
                        select ?, nextval('contact_id'), 1, 'Guest ' || lpad(n::text, 4, '0'), 'Family ' || md5(n::text),
                               'customer', 'no_level', false, 'guest' || n || '@guest.example',
                               '(212)555-' || lpad(n::text, 4, '0'), '{}', now(), now()
                          from generate_series(1, ?) n
                        """)) {
            statement.setLong(1, manager.companyId());
            statement.setInt(2, count);
            statement.executeUpdate();
        }
    }

    @Test
    void withoutAPageEverythingComesInIdOrder() throws SQLException {
        importMany(1234);

        var ids = contacts.ids();

        assertThat(ids, hasSize(1234));
        assertThat(ids, equalTo(ids.stream().sorted().distinct().toList()));
    }

    @Test
    void emptyListIsAnEmptyArray() {
        assertEquals("[]", contacts.listing().statusCode(200).extract().asString());
        assertEquals("[]", contacts.listing("page", 1).statusCode(200).extract().asString());
        contacts.listing("page", 1).header("X-Total-Count", "0");
    }

    @Test
    void pageHasTwoHundredAndSaysWhereTheOthersAre() throws SQLException {
        importMany(450);

        var pages = new ArrayList<Long>();
        for (int page = 1; page <= 3; page++) {
            var ids = contacts.ids("page", page);
            assertThat(ids, hasSize(page < 3 ? 200 : 50));
            pages.addAll(ids);
        }

        assertThat(pages, equalTo(contacts.ids()));
        assertThat(contacts.ids("page", 4), empty());
        contacts.listing("page", 2)
                .contentType("application/json")
                .header("X-Total-Count", "450")
                .header("Link", containsString("page=3&after=" + pages.get(399) + ">; rel=\"next\""))
                .header("Link", containsString("page=1>; rel=\"prev\""))
                .header("Link", not(containsString(manager.token())));
    }

    @Test
    void pageTakesAsManyQueriesHoweverManyContactsItHas() throws SQLException {
        importMany(201);
        var one = contacts.ids().get(0);

        var ofOne = Statements.during(() -> contacts.listing("page", 1, "ids[]", one, "join_owners", true));
        var ofTwoHundred = Statements.during(() -> contacts.listing("page", 1, "join_owners", true));

        assertThat(ofOne, not(empty()));
        assertEquals(tables(ofOne), tables(ofTwoHundred));
    }

    /** The table that each statement asks first. */
    private static List<String> tables(List<Sent> statements) {
        return statements.stream()
                .map(statement -> statement.sql().replaceAll("(?s).*? from (\\w+).*", "$1"))
                .filter(table -> table.startsWith("contact"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "first", "99999999999"})
    void wrongPageIsRefused(String page) {
        contacts.listing("page", page).statusCode(400).body("errors.page", contains("is invalid"));
    }

    @Test
    void idsNarrowTheList() {
        long nina = contacts.create("Nina Simone");
        contacts.create("Otis Redding");
        long ella = contacts.create("Ella Fitzgerald");

        assertThat(contacts.ids("ids[]", List.of(ella, nina, 987_654_321)), contains(nina, ella));
        assertThat(contacts.ids("ids", ella), contains(ella));
        contacts.listing("ids[]", "first").statusCode(400);
    }

    @Test
    void ownersAreJoinedOnRequest() {
        contacts.create("Nina Simone");

        contacts.listing("join_owners", "true").body("[0].contact_owners.user_id", contains((int) manager.userId()));
        contacts.listing().body("[0].contact_owners", nullValue());
    }

    @Test
    void updatedSinceFindsWhatAUserChangedSince() throws SQLException {
        long nina = contacts.create("Nina Simone");
        long otis = contacts.create("Otis Redding");
        long ella = contacts.create("Ella Fitzgerald");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update contact set updated_at = '2014-03-03 05:29:17+00' where company_id = "
                    + manager.companyId());
        }
        contacts.updating(otis, new JsonObject().put("city", "Dawson")).statusCode(200);
        contacts.updating(ella, named("Ella Fitzgerald")).statusCode(200);

        assertThat(contacts.ids("updated_since", "2014-03-03 05:29:18 +0000"), contains(otis));
        assertThat(contacts.ids("updated_since", "2014-03-03T05:29:17Z"), contains(nina, otis, ella));
        contacts.listing("updated_since", "yesterday")
                .statusCode(400)
                .body("errors.updated_since", contains("is invalid"));
    }

    @ParameterizedTest
    @CsvSource({
        // anywhere from three characters on, at the beginning of a name before
        "name,jür,true",
        "name,JUR,true",
        "name,urg,true",
        "name,gen mu,true",
        "name,ü,false",
        "name,j,true",
        "name,Mü,true",
        "name,mu,true",
        "name,ll,false",
        "name,100%,true",
        "name,100_,false",
        "name,'%%%',false",
        "name,'___',false",
        "name,'\\\\\\',false",
        "email,GUEST,true",
        "email,ju,true",
        "email,gu,false",
        "phone,555-01,true",
        "phone,+1 (212) 555-0100,true",
        "phone,21,true",
        "phone,55,false",
        "phone,call,false"
    })
    void searchFinds(String field, String term, boolean found) {
        long id = contacts.create(new JsonObject()
                .put("first_name", "Jürgen")
                .put("last_name", "Müller 100%")
                .put("email", "Jurgen@guest.example")
                .put("phone", "2125550100"));

        assertThat(contacts.ids("search[" + field + "]", term), equalTo(found ? List.of(id) : List.of()));
    }

    @Test
    void searchesNarrowEachOther() {
        long nina = contacts.create(named("Nina", "one@guest.example"));
        contacts.create(named("Nina", "two@guest.example"));

        assertThat(contacts.ids("search[name]", "nina", "search[email]", "one@"), contains(nina));
    }

    @Test
    void exactSearchFindsByEmailOrPhone() {
        long id = contacts.create(named("Nina", "Nina@guest.example").put("phone", "2125550100"));

        contacts.searching("email", "nina@GUEST.example").statusCode(200).body("id", contains((int) id));
        contacts.searching("phone", "+1 212 5550100").statusCode(200).body("id", contains((int) id));
        contacts.searching("email", "nin@guest.example").statusCode(200).body("$", empty());
        contacts.searching("email", "nina").statusCode(400).body("errors.email", contains("is invalid"));
        contacts.searching("name", "Nina").statusCode(400).body("errors.email", contains("can't be blank"));
    }

    @ParameterizedTest
    @CsvSource({
        "'contact_search_name(first_name, last_name)',ix_contact_search_name,mily abc",
        "search_form(email),ix_contact_search_email,est123",
        "phone_digits(phone),ix_contact_search_phone,5550123"
    })
    void searchIsServedByAnIndex(String form, String index, String term) throws SQLException {
        importMany(MANY);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze contact");
            var plan = new StringBuilder();
            try (var rows =
                    statement.executeQuery("explain select * from contact where company_id = " + manager.companyId()
                            + " and " + form + " like search_pattern('%', '" + term + "', '%') escape '\\'")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            assertThat(plan.toString(), containsString(index));
        }
    }

    @Test
    void streamedListIsOneJsonArrayOfContacts() throws SQLException {
        importMany(501);

        var list = contacts.listing()
                .contentType("application/json")
                .extract()
                .jsonPath()
                .getList("first_name");

        assertThat(list, hasSize(501));
        assertThat(list, hasItem("Guest 0001"));
    }
}
