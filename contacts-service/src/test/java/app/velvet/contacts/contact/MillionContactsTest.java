package app.velvet.contacts.contact;

import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.Staff.atVenues;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Statements;
import app.velvet.contacts.Statements.Sent;
import app.velvet.testing.Postgres;
import app.velvet.testing.PostgresAndKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One company has a million contacts, and whatever is asked of them is answered from indexes. */
@QuarkusTest
@WithTestResource(value = PostgresAndKafka.class, initArgs = @ResourceArg(name = Postgres.DATABASE, value = "million"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MillionContactsTest {

    private static final Logger LOG = Logger.getLogger(MillionContactsTest.class);

    private static final int CONTACTS = 1_000_000;
    private static final int PER_PAGE = 200;
    private static final int LAST_PAGE = CONTACTS / PER_PAGE;
    private static final Pattern NEXT = Pattern.compile("<[^>]*\\?(page=\\d+&after=\\d+)>; rel=\"next\"");
    private static final Pattern WHOLE_TABLE =
            Pattern.compile("Seq Scan on (contact|contact_owner|contact_qualification|contact_statistics|note)\\b");

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private Member manager;
    private Member host;
    private Member owner;

    @BeforeAll
    void load() throws SQLException {
        manager = staff.managerOfNewCompany();
        host = staff.hire(manager.companyId(), "Hugo Host")
                .may(atVenues(3L), "Contact", "read", "view_full")
                .done();
        owner = staff.hire(manager.companyId(), "Olga Owner")
                .may(OWN, "Contact", "manage", "view_full")
                .done();
        long started = System.nanoTime();
        try (var connection = database.getConnection()) {
            execute(connection, "set maintenance_work_mem = '256MB'");
            var indexes = dropIndexes(connection);
            // What counts for goals is not the point here.
            execute(connection, "alter table contact disable trigger user");
            execute(connection, """
                    insert into contact (company_id, id, creator_id, first_name, last_name, state, status, nurtured, email,
                                         phone, organization, title, address, city, facebook, website, tag_ids, created_at,
                                         updated_at)
                    select %d, n, 1,
                           (array['Nina','Otis','Aretha','Marvin','Etta','Sam','Dinah','Ray','Billie','Chet'])[n %% 10 + 1],
                           initcap(translate(left(md5(n::text), 8), '0123456789', 'ghijklmnop')),
                           case when n %% 10 = 0 then 'partner' else 'customer' end,
                           case when n %% 20 = 0 then 'gold' else 'no_level' end, false, left(md5(n::text), 6) || n || '@guest.example',
                           '(200)' || lpad((n / 10000)::text, 3, '0') || '-' || lpad((n %% 10000)::text, 4, '0'),
                           repeat('Organization ', 2), repeat('Title ', 3), repeat('Address ', 8), 'City ' || n %% 50,
                           repeat('Facebook ', 4), repeat('Website ', 6),
                           array[n %% 500 + 1], now() - n * interval '1 minute', now() - n * interval '1 minute'
                      from generate_series(1, %d) n
                    """.formatted(manager.companyId(), CONTACTS));
            execute(connection, """
                    insert into contact_owner (company_id, id, contact_id, user_id, venue_id)
                    select %d, n, n, case when n %% 1000 = 0 then %d else n %% 97 end, n %% 50 from generate_series(1, %d) n
                    """.formatted(manager.companyId(), owner.userId(), CONTACTS));
            execute(connection, """
                    insert into contact_qualification (company_id, id, contact_id, venue_id, status)
                    select %d, n, n * 10, n %% 50, case when n %% 20 = 0 then 'qualified' else 'unqualified' end from generate_series(1, %d) n
                    """.formatted(manager.companyId(), CONTACTS / 10));
            execute(connection, """
                    insert into contact_statistics (company_id, contact_id, reservations_count, booked_venue_ids)
                    select %d, n * 10, n %% 9, array[(n + 7) %% 50, n %% 50 + 50] from generate_series(1, %d) n
                    """.formatted(manager.companyId(), CONTACTS / 10));
            execute(connection, """
                    insert into note (company_id, id, contact_id, user_id, text, audience, created_at, updated_at)
                    select %d, n, n * 20, 1, 'Likes jazz', '{company}', now(), now() from generate_series(1, %d) n
                    """.formatted(manager.companyId(), CONTACTS / 20));
            for (var index : indexes) {
                execute(connection, index);
            }
            execute(connection, "alter table contact enable trigger user");
            execute(connection, "vacuum analyze");
        }
        LOG.infof(
                "Loaded %d contacts in %d s",
                CONTACTS, Duration.ofNanos(System.nanoTime() - started).toSeconds());
    }

    /** Gives the statements that make the indexes anew: that is faster than to keep them while so much is loaded. */
    private static List<String> dropIndexes(Connection connection) throws SQLException {
        var definitions = new ArrayList<String>();
        try (var query = connection.prepareStatement("""
                        select indexname, indexdef from pg_indexes
                         where tablename in ('contact', 'contact_owner', 'contact_qualification', 'contact_statistics')
                           and (indexname like 'ix%' or indexname in ('uq_contact_email', 'uq_contact_phone'))
                        """);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                definitions.add(rows.getString("indexdef"));
                execute(connection, "drop index " + rows.getString("indexname"));
            }
        }
        assertThat(definitions, not(empty()));
        return definitions;
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?page=1",
                "?page=5000",
                "?page=2&after=500000",
                "?page=1&search[name]=abcd",
                "?page=1&search[name]=nina",
                "?page=1&search[name]=ni",
                "?page=1&search[email]=abcde",
                "?page=1&search[email]=ab",
                "?page=1&search[phone]=5551234",
                "?page=1&updated_since=2100-01-01",
                "?page=1&ids[]=5&ids[]=777",
                "/search?email=abcdef1@guest.example",
                "/search?phone=2005550001",
                "/777",
                "/777/expenditures"
            })
    void nothingIsLookedForInAWholeTable(String request) throws SQLException {
        for (var reader : List.of(manager, host, owner)) {
            var statements = Statements.during(() -> get(reader, request));
            assertThat(statements, not(empty()));
            for (var statement : statements) {
                assertUsesIndexes(statement);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "state, partner",
        "status, gold",
        "gender, female",
        "height, Tall",
        "industry, Music",
        "city, City 7",
        "tag, 5",
        "owner, 7",
        "venue, 3",
        "qualification, qualified"
    })
    void filtersUseIndexes(String key, String value) throws SQLException {
        for (var reader : List.of(manager, host, owner)) {
            for (var isIncluded : List.of(true, false)) {
                long filter = filter(reader, key, value, isIncluded);
                for (var statement : Statements.during(() -> get(reader, "?page=1&filter_id=" + filter))) {
                    assertUsesIndexes(statement);
                }
            }
        }
    }

    private static long filter(Member reader, String key, String value, boolean isIncluded) {
        var filter =
                new JsonObject().put("is_included", isIncluded).put("key", key).put("value", JsonArray.of(value));
        var pattern = new JsonObject().put("name", key).put("filters", JsonArray.of(filter));
        return reader.asks()
                .contentType(ContentType.JSON)
                .body(new JsonObject().put("filter_pattern", pattern).encode())
                .when()
                .post("/api/v1/filters")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    @Test
    void duplicatesAreLookedForInIndexes() throws SQLException {
        var statements = Statements.during(() -> Contacts.of(manager)
                .creating(Contacts.named("Nina", "new@guest.example").put("phone", "3125550100")));
        for (var statement : statements) {
            if (statement.sql().startsWith("select c")) {
                assertUsesIndexes(statement);
            }
        }
    }

    private void assertUsesIndexes(Sent statement) throws SQLException {
        var plan = plan(statement);
        assertFalse(WHOLE_TABLE.matcher(plan).find(), statement + "\n" + plan);
    }

    @Test
    void pageFarBehindHasWhatItsNumberSays() {
        var ids = get(manager, "?page=" + (LAST_PAGE - 1)).jsonPath().getList("id", Long.class);

        long first = (LAST_PAGE - 2L) * PER_PAGE + 1;
        assertEquals(LongStream.range(first, first + PER_PAGE).boxed().toList(), ids);
    }

    @Test
    void nextPageIsFoundByItsFirstContactAndNotByCounting() throws SQLException {
        var matcher = NEXT.matcher(get(manager, "?page=4000").header("Link"));
        assertTrue(matcher.find());
        assertEquals("page=4001&after=800000", matcher.group(1));

        var statements = Statements.during(() -> get(manager, "?" + matcher.group(1)));

        assertThat(
                statements.stream()
                        .filter(statement -> statement.sql().contains(" offset "))
                        .toList(),
                empty());
        assertEquals(
                get(manager, "?page=4001").asString(),
                get(manager, "?" + matcher.group(1)).asString());
    }

    @Test
    void ofAListThatNobodyReadsNextToNothingIsLoaded() throws IOException {
        try (var statements = new Statements();
                var client = new Socket()) {
            client.setReceiveBufferSize(16 * 1024);
            client.connect(new InetSocketAddress("localhost", RestAssured.port));
            client.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(Contacts.PATH, manager.token())
                            .getBytes(StandardCharsets.US_ASCII));
            var before = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                int sent = statements.sent().size();
                return sent > 0 && sent == before.getAndSet(sent);
            });

            assertThat(statements.sent().size(), lessThan(CONTACTS / 1000));
        }
    }

    private static Response get(Member reader, String request) {
        long started = System.nanoTime();
        var answer = reader.asks().when().get(Contacts.PATH + request);
        LOG.infof(
                "%s%s answered %d of %s in %d ms",
                Contacts.PATH,
                request,
                answer.statusCode(),
                answer.header("X-Total-Count"),
                Duration.ofNanos(System.nanoTime() - started).toMillis());
        return answer;
    }

    /**
     * For these very parameters: PostgreSQL plans for whatever parameters only where it finds that no dearer.
     */
    private String plan(Sent statement) throws SQLException {
        try (var connection = database.getConnection()) {
            execute(connection, "set plan_cache_mode = force_custom_plan");
            execute(connection, "prepare asked as " + statement.sql());
            try (var explain = connection.createStatement();
                    var rows = explain.executeQuery("explain execute asked" + values(statement))) {
                var plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            } finally {
                execute(connection, "deallocate asked");
                execute(connection, "reset plan_cache_mode");
            }
        }
    }

    private static String values(Sent statement) {
        return statement.parameters().stream()
                .map(value -> value.replaceFirst("(?s)^\\[(.*)]$", "{$1}"))
                .map(value -> value.equals("null") ? value : "'" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
