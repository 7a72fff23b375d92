package app.velvet.testing;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Requests that nobody sends in good faith, always the same ones. Whatever is sent, the answer must be one of the
 * contract's and never a fault of ours.
 */
public final class HostileRequests {

    private static final int REQUESTS = 300;
    private static final int DEEPEST = 3;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

    private static final List<String> IDS = List.of(
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
            "..%2f1");

    private static final List<Object> VALUES = List.of(
            "\u0000",
            "Nina\u0000Simone",
            "\uD800",
            "😀".repeat(300),
            "'; drop table contact; --",
            "%_\\%",
            "-1",
            "0",
            "7",
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
            "a@b.example",
            "2125550100",
            "\u202Ee\u0301\u00DF\u0130",
            1,
            1.5,
            Long.MAX_VALUE,
            true);

    private final Supplier<RequestSpecification> asks;
    private final List<String> names;
    private final List<Object> values;

    /**
     * @param asks begins a request of somebody who may do much
     * @param names of the service's parameters
     * @param values that mean something to the service, beside those that mean nothing good to any
     */
    public HostileRequests(Supplier<RequestSpecification> asks, String names, Object... values) {
        this.asks = asks;
        this.names = List.of(names.split("\\s+"));
        this.values = new ArrayList<>(VALUES);
        this.values.addAll(List.of(values));
    }

    /** Sends trees of parameters to these paths, by all methods. */
    public void sendTrees(List<String> paths) {
        Random random = new Random(20140303);
        for (int i = 0; i < REQUESTS; i++) {
            String method = oneOf(METHODS, random);
            String path = oneOf(paths, random);
            String body = tree(random, 0).encode();
            Response answer =
                    asks.get().contentType("application/json").body(body).when().request(method, path);
            requireNoFault(answer, method + " " + path + " " + body);
        }
    }

    /** Asks these paths with queries. */
    public void sendQueries(List<String> paths) {
        Random random = new Random(20140304);
        for (int i = 0; i < REQUESTS / 3; i++) {
            String path = oneOf(paths, random);
            String name = random.nextBoolean() ? oneOf(names, random) : "search[" + oneOf(names, random) + "]";
            Object value = oneOf(values, random);
            Response answer = asks.get().queryParam(name, value).when().get(path);
            requireNoFault(answer, path + "?" + name + "=" + value);
        }
    }

    /** Calls paths with ids of nothing in the place of their {@code %s}, by all methods: all are refused. */
    public void sendIds(List<String> paths) {
        for (String id : IDS) {
            for (String method : METHODS) {
                for (String pattern : paths) {
                    String path = pattern.replace("%s", id);
                    Response answer =
                            asks.get().urlEncodingEnabled(false).when().request(method, path);
                    requireNoFault(answer, method + " " + path);
                    require(answer.statusCode() >= 400, method + " " + path + " succeeds");
                }
            }
        }
    }

    private static void requireNoFault(Response answer, String request) {
        require(answer.statusCode() < 500, answer.statusCode() + " for " + request);
        if (answer.statusCode() >= 400) {
            JsonObject error = new JsonObject(answer.asString());
            require(error.getInteger("status_code") == answer.statusCode(), request);
            require(!error.getString("message").matches("(?s).*(java|sql|select |hibernate).*"), error.encode());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private JsonObject tree(Random random, int depth) {
        JsonObject tree = new JsonObject();
        int fields = 1 + random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            tree.put(oneOf(names, random), value(random, depth));
        }
        return tree;
    }

    private Object value(Random random, int depth) {
        return switch (depth > DEEPEST ? 0 : random.nextInt(4)) {
            case 0, 1 -> oneOf(values, random);
            case 2 -> tree(random, depth + 1);
            default -> new JsonArray().add(value(random, depth + 1)).add(value(random, depth + 1));
        };
    }

    private static <T> T oneOf(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
