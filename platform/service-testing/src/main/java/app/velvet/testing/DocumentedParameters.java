package app.velvet.testing;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Finds out whether a service reads the parameters that its OpenAPI document lists: to each of them it sends what cannot be
 * its value, and the answer has to name it.
 */
public final class DocumentedParameters {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete");

    private final Supplier<RequestSpecification> asks;

    /** @param asks begins a request of somebody who may do everything */
    public DocumentedParameters(Supplier<RequestSpecification> asks) {
        this.asks = asks;
    }

    /** Returns those that are listed and not read, each with its operation. */
    public List<String> unread(String pathPrefix) {
        List<String> unread = new ArrayList<>();
        JsonObject paths = document().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            for (String method : METHODS) {
                JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
                if (operation != null && path.startsWith(pathPrefix)) {
                    fields(operation).stream()
                            .filter(field -> !isRead(method, path, field))
                            .map(field -> method + " " + path + " " + field.path())
                            .forEach(unread::add);
                }
            }
        }
        return unread;
    }

    private record Field(List<String> names, Object wrong) {

        String path() {
            return String.join(".", names);
        }

        /** What an error calls it: below the first level without the name of that. */
        String name() {
            return names.size() == 1 ? names.get(0) : String.join(".", names.subList(1, names.size()));
        }

        /** What is wrong with an element of a list is said of the element's fields. */
        boolean isMeantBy(String error) {
            return error.equals(name()) || error.startsWith(name() + ".");
        }

        JsonObject body() {
            Object body = wrong;
            for (int i = names.size() - 1; i >= 0; i--) {
                body = new JsonObject().put(names.get(i), body);
            }
            return (JsonObject) body;
        }
    }

    private boolean isRead(String method, String path, Field field) {
        Response answer = asks.get()
                .contentType("application/json")
                .body(field.body().encode())
                .when()
                .request(method, path.replaceAll("\\{[^}]*}", "1"));
        Map<String, ?> errors = answer.statusCode() == 400 ? answer.jsonPath().getMap("errors") : null;
        return errors != null && errors.keySet().stream().anyMatch(field::isMeantBy);
    }

    private static List<Field> fields(JsonObject operation) {
        List<Field> fields = new ArrayList<>();
        JsonArray parameters = operation.getJsonArray("parameters", new JsonArray());
        for (int i = 0; i < parameters.size(); i++) {
            JsonObject parameter = parameters.getJsonObject(i);
            if (parameter.getString("in").equals("query")) {
                collect(
                        List.of(parameter.getString("name").replace("[]", "")),
                        parameter.getJsonObject("schema"),
                        fields);
            }
        }
        if (operation.containsKey("requestBody")) {
            collect(
                    List.of(),
                    operation
                            .getJsonObject("requestBody")
                            .getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("schema"),
                    fields);
        }
        return fields;
    }

    private static void collect(List<String> names, JsonObject schema, List<Field> fields) {
        JsonObject properties = schema.getJsonObject("properties");
        if (properties != null) {
            for (String name : properties.fieldNames()) {
                List<String> below = new ArrayList<>(names);
                below.add(name);
                collect(below, properties.getJsonObject(name), fields);
            }
        } else if (schema.containsKey("type")) {
            // A list takes one value in place of a list of one.
            fields.add(new Field(names, new JsonObject().put("planet", new JsonObject().put("name", "earth"))));
        }
    }

    private static JsonObject document() {
        return new JsonObject(RestAssured.given()
                .noFilters()
                .accept("application/json")
                .get("/q/openapi")
                .asString());
    }
}
