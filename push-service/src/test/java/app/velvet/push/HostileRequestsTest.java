package app.velvet.push;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is one of the contract's, and never a fault of ours. */
@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class HostileRequestsTest {

    private static final int REQUESTS = 300;

    private static final List<String> PATHS = List.of(
            "/notifications",
            "/notifications/all",
            "/notifications/unread",
            "/notifications/1/deliveries",
            "/push_tokens",
            "/apn_tokens",
            "/apn_tokens/ping");

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

    private static final List<String> NAMES =
            List.of("notification push_token apn_token token device_id user_ids venue_id everyone title message ids"
                    .split(" "));

    private static final List<Object> VALUES = List.of(
            "\u0000",
            "Nina\u0000Simone",
            "\uD800",
            "😀".repeat(300),
            "'; drop table device; --",
            "%_\\%",
            "-1",
            "0",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "NaN",
            "0000-00-00",
            "9999-12-31T23:59:60Z",
            "-999999999-01-01",
            "2024-02-30",
            "{}",
            "[]",
            "Nina",
            "7",
            "\u202Ee\u0301\u00DF\u0130",
            1,
            1.5,
            Long.MAX_VALUE,
            true);

    @Inject
    Staff staff;

    private Member manager;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
    }

    @Test
    void noTreeOfParametersIsAFault() {
        var random = new Random(20140303);
        for (int i = 0; i < REQUESTS; i++) {
            var method = oneOf(METHODS, random);
            var path = "/api/v1" + oneOf(PATHS, random);
            var body = tree(random, 0).encode();
            var answer = manager.asks()
                    .contentType("application/json")
                    .body(body)
                    .when()
                    .request(method, path);
            requireNoFault(answer, method + " " + path + " " + body);
        }
    }

    @Test
    void noQueryIsAFault() {
        var random = new Random(20140304);
        for (int i = 0; i < REQUESTS / 3; i++) {
            var path = "/api/v1" + oneOf(PATHS, random);
            var name = random.nextBoolean() ? oneOf(NAMES, random) : "search[" + oneOf(NAMES, random) + "]";
            var value = oneOf(VALUES, random);
            var answer = manager.asks().queryParam(name, value).when().get(path);
            requireNoFault(answer, path + "?" + name + "=" + value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999999",
                "abc",
                "%00",
                "1%27",
                "1.5",
                "%F0%9F%98%80",
                "..%2f1"
            })
    void noIdIsAFault(String id) {
        for (var method : METHODS) {
            var path = "/api/v1/notifications/" + id + "/deliveries";
            var answer = manager.asks().urlEncodingEnabled(false).when().request(method, path);
            requireNoFault(answer, method + " " + path);
            assertTrue(answer.statusCode() >= 400, method + " " + path);
        }
    }

    private static void requireNoFault(Response answer, String request) {
        assertTrue(answer.statusCode() < 500, answer.statusCode() + " for " + request);
        if (answer.statusCode() >= 400) {
            var error = new JsonObject(answer.asString());
            assertTrue(error.getInteger("status_code") == answer.statusCode(), request);
            assertFalse(error.getString("message").matches("(?s).*(java|sql|select |hibernate).*"), error.encode());
        }
    }

    private static JsonObject tree(Random random, int depth) {
        var tree = new JsonObject();
        int fields = 1 + random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            tree.put(oneOf(NAMES, random), value(random, depth));
        }
        return tree;
    }

    private static Object value(Random random, int depth) {
        return switch (depth > 3 ? 0 : random.nextInt(4)) {
            case 0, 1 -> oneOf(VALUES, random);
            case 2 -> tree(random, depth + 1);
            default -> new JsonArray().add(value(random, depth + 1)).add(value(random, depth + 1));
        };
    }

    private static <T> T oneOf(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
