package app.velvet.contacts;

import static io.restassured.http.ContentType.JSON;

import app.velvet.contacts.Staff.Member;
import io.agroal.api.AgroalDataSource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** What the tests of notes, tasks and logs need beside those. */
@ApplicationScoped
public class Work {

    private final AgroalDataSource database;

    Work(AgroalDataSource database) {
        this.database = database;
    }

    /** A contact that the member looks after at a venue. */
    public static long contact(Member creator, String name, long venueId) {
        return creating(
                creator, name, new JsonObject().put("user_id", creator.userId()).put("venue_id", venueId));
    }

    /** A contact that nobody looks after. */
    public static long contact(Member creator, String name) {
        return creating(creator, name);
    }

    private static long creating(Member creator, String name, JsonObject... owners) {
        var contact = new JsonObject()
                .put("name", name)
                .put("email", name.toLowerCase().replace(' ', '.') + "@guest.example")
                .put("contact_owners", JsonArray.of((Object[]) owners));
        return creator.asks()
                .contentType(JSON)
                .body(new JsonObject().put("contact", contact).encode())
                .when()
                .post("/api/v1/contacts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /** Gives the contact to one owner at one venue. */
    public static void give(Member manager, long contactId, Member owner, long venueId) {
        put(
                manager,
                "/api/v1/contacts/" + contactId,
                "contact",
                new JsonObject()
                        .put(
                                "contact_owners",
                                JsonArray.of(new JsonObject()
                                        .put("user_id", owner.userId())
                                        .put("venue_id", venueId))));
    }

    public static void put(Member member, String path, String name, JsonObject fields) {
        member.asks()
                .contentType(JSON)
                .body(new JsonObject().put(name, fields).encode())
                .when()
                .put(path)
                .then()
                .statusCode(200);
    }

    public static JsonObject get(Member member, String path) {
        return new JsonObject(
                member.asks().when().get(path).then().statusCode(200).extract().asString());
    }

    /** Does what a statement says, and returns how many rows it did it to. */
    public int execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value of the first row, as text. */
    public String query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The status that a request is answered with that comes while somebody else changes the same, and has to wait for him.
     *
     * @param change a statement
     */
    public int answerAfter(String change, Callable<Integer> request) throws Exception {
        return answerAfter(change, "select 1", request);
    }

    /**
     * The same.
     *
     * @param meanwhile what he does next, while the request waits for him
     */
    public int answerAfter(String change, String meanwhile, Callable<Integer> request) throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(change);
            var answer = thread.submit(request);
            Awaitility.await().until(() -> answer.isDone() || waitsFor(connection));
            var waited = !answer.isDone();
            statement.execute(meanwhile);
            connection.commit();
            var status = answer.get();
            if (!waited) {
                throw new AssertionError("Did not wait, but was answered with " + status);
            }
            return status;
        } finally {
            thread.shutdown();
        }
    }

    private boolean waitsFor(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))")) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }

    public long count(String of) {
        return Long.parseLong(query("select count(*) from " + of));
    }
}
