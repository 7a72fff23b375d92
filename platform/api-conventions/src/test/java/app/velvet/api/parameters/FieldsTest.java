package app.velvet.api.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.InvalidFieldsException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    enum Level implements WireName {
        NO_LEVEL,
        GOLD;

        @Override
        public String wireName() {
            return name().toLowerCase();
        }
    }

    record Owner(Long venueId, Long userId) {
        static Owner read(Fields fields) {
            return new Owner(fields.requiredId("venue_id"), fields.id("user_id"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "\"true\"", "\"1\""})
    void truths(String json) {
        assertEquals(true, read("{\"a\":" + json + "}", fields -> fields.bool("a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "\"false\"", "\"0\""})
    void untruths(String json) {
        assertEquals(false, read("{\"a\":" + json + "}", fields -> fields.bool("a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"yes\"", "\"TRUE\"", "{\"b\":1}", "[1]", "1.5"})
    void neitherTrueNorFalse(String json) {
        assertInvalid("a", "{\"a\":" + json + "}", fields -> fields.bool("a"));
    }

    @Test
    void numbersMayBeTextsAndTextsNumbers() {
        var json = """
                {"id":"12","count":"3","price":"1.50","zip":10001,"rate":2,"flag":true,"whole":12.0,"big":1e2}
                """;
        assertEquals(12L, (Object) read(json, fields -> fields.id("id")));
        assertEquals(3, (Object) read(json, fields -> fields.integer("count", 0, 9)));
        assertEquals(1.5, (Object) read(json, fields -> fields.decimal("price")));
        assertEquals("10001", read(json, fields -> fields.text("zip", 10)));
        assertEquals(2.0, (Object) read(json, fields -> fields.decimal("rate")));
        assertEquals("true", read(json, fields -> fields.text("flag", 10)));
        assertEquals(12, (Object) read(json, fields -> fields.integer("whole", 0, 99)));
        assertEquals(100, (Object) read(json, fields -> fields.integer("big", 0, 100)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"x\"}",
                "{\"a\":1.5}",
                "{\"a\":0}",
                "{\"a\":-1}",
                "{\"a\":9223372036854775808}",
                "{\"a\":1e999999999}",
                "{\"a\":{\"b\":1}}",
                "{\"a\":[1]}",
            })
    void whatIsNoId(String json) {
        assertInvalid("a", json, fields -> fields.id("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "\"NaN\"", "\"Infinity\"", "1e999", "1e999999999", "\"1,5\"", "[1.5]"})
    void whatIsNoDecimal(String value) {
        assertInvalid("a", "{\"a\":" + value + "}", fields -> fields.decimal("a"));
    }

    @Test
    void integersHaveBounds() {
        assertInvalid("a", "{\"a\":0}", fields -> fields.integer("a", 1, 5));
        assertInvalid("a", "{\"a\":6}", fields -> fields.integer("a", 1, 5));
        assertInvalid("a", "{\"a\":4294967297}", fields -> fields.integer("a", 1, 5));
    }

    @Test
    void emptyTextAndNullClearAField() {
        for (var json : new String[] {"{\"a\":\"\"}", "{\"a\":null}", "{\"a\":\"  \"}"}) {
            assertNull(read(json, fields -> fields.text("a", 5)));
            assertNull(read(json, fields -> fields.id("a")));
            assertNull(read(json, fields -> fields.date("a")));
            assertNull(read(json, fields -> fields.bool("a")));
            assertNull(read(json, fields -> fields.tree("a", Owner::read)));
            assertEquals(List.of(), read(json, fields -> fields.ids("a")));
            assertEquals(List.of(), read(json, fields -> fields.trees("a", Owner::read)));
            var patch = read(json, fields -> fields.patch("a", Fields::email));
            assertTrue(patch.isGiven());
            assertNull(patch.over("old"));
        }
    }

    @Test
    void absentFieldStays() {
        var patch = read("{}", fields -> fields.patch("a", Fields::email));
        assertFalse(patch.isGiven());
        assertEquals("old", patch.over("old"));
        assertNull(read("{}", fields -> fields.ids("a")));
        assertNull(read("{}", fields -> fields.trees("a", Owner::read)));
    }

    @Test
    void requiredFieldMustNotBeBlank() {
        for (var json : new String[] {"{}", "{\"a\":null}", "{\"a\":\" \"}"}) {
            assertRefused(Map.of("a", List.of("can't be blank")), json, fields -> fields.requiredText("a", 5));
            assertRefused(Map.of("a", List.of("can't be blank")), json, fields -> fields.requiredId("a"));
            assertRefused(
                    Map.of("a", List.of("can't be blank")), json, fields -> fields.requiredTree("a", Owner::read));
        }
    }

    @Test
    void wrongRequiredFieldIsInvalidNotBlank() {
        assertInvalid("a", "{\"a\":\"x\"}", fields -> fields.requiredId("a"));
    }

    @Test
    void listsMayBeOneValueOrNumbered() {
        assertEquals(List.of(1L), form("ids=1", fields -> fields.ids("ids")));
        assertEquals(List.of(1L, 2L), form("ids[]=1&ids[]=2", fields -> fields.ids("ids")));
        assertEquals(List.of(2L, 1L), form("ids[1]=1&ids[0]=2", fields -> fields.ids("ids")));
        assertEquals(List.of(1L, 2L), read("{\"ids\":[1,\"2\"]}", fields -> fields.ids("ids")));
        assertEquals(List.of(1L), read("{\"ids\":1}", fields -> fields.ids("ids")));
        assertEquals(List.of(), form("ids[]=", fields -> fields.ids("ids")));
        assertEquals(List.of("a"), form("t=a", fields -> fields.texts("t", 5)));
        assertEquals(
                List.of(new Owner(1L, 2L)),
                form("o[venue_id]=1&o[user_id]=2", fields -> fields.trees("o", Owner::read)));
        assertEquals(
                List.of(new Owner(1L, null), new Owner(3L, null)),
                read(
                        "{\"o\":{\"0\":{\"venue_id\":1},\"1\":{\"venue_id\":3}}}",
                        fields -> fields.trees("o", Owner::read)));
    }

    @Test
    void listsMayBeJoinedByCommasWhereTheEndpointSaysSo() {
        assertEquals(List.of(1L, 2L), form("ids=1,+2", fields -> fields.idsOrCommaSeparated("ids")));
        assertEquals(List.of(1L, 2L), form("ids[]=1&ids[]=2", fields -> fields.idsOrCommaSeparated("ids")));
        assertInvalid("ids", "{\"ids\":\"1,2\"}", fields -> fields.ids("ids"));
        assertInvalid("ids", "{\"ids\":\"1,x\"}", fields -> fields.idsOrCommaSeparated("ids"));
    }

    @Test
    void wrongElementsNameTheirList() {
        assertInvalid("a", "{\"a\":[1,\"x\"]}", fields -> fields.ids("a"));
        assertInvalid("a", "{\"a\":[{\"b\":1}]}", fields -> fields.ids("a"));
        assertInvalid("a", "{\"a\":[1]}", fields -> fields.trees("a", Owner::read));
        assertInvalid("a", "{\"a\":\"x\"}", fields -> fields.tree("a", Owner::read));
    }

    @Test
    void allViolationsComeTogetherUnderTheirNames() {
        var json = """
                {"contact":{"email":"x","phone":"1","contact_owners":[{"user_id":"y"}]},"page":"z"}
                """;
        assertRefused(
                Map.of(
                        "email", List.of("is invalid"),
                        "phone", List.of("is invalid"),
                        "contact_owners.venue_id", List.of("can't be blank"),
                        "contact_owners.user_id", List.of("is invalid"),
                        "page", List.of("is invalid")),
                json,
                fields -> {
                    fields.tree(
                            "contact",
                            contact -> Arrays.asList(
                                    contact.email("email"),
                                    contact.phone("phone"),
                                    contact.trees("contact_owners", Owner::read)));
                    return fields.integer("page", 1, 9);
                });
    }

    @Test
    void lengthIsCountedInCharactersNotInHalves() {
        assertEquals("😀😀", read("{\"a\":\"😀😀\"}", fields -> fields.text("a", 2)));
        assertRefused(
                Map.of("a", List.of("is too long (maximum is 1 characters)")),
                "{\"a\":\"😀😀\"}",
                fields -> fields.text("a", 1));
    }

    @Test
    void enumsAreReadByTheirWireNames() {
        assertEquals(Level.NO_LEVEL, form("a=no_level", fields -> fields.oneOf("a", Level.class)));
        assertInvalid("a", "{\"a\":\"NO_LEVEL\"}", fields -> fields.oneOf("a", Level.class));
    }

    @Test
    void timesAndDates() {
        assertEquals(
                Instant.parse("2014-03-03T05:29:17Z"),
                form("a=2014-03-03 05:29:17 +0000", fields -> fields.timestamp("a")));
        assertEquals(LocalDate.of(2014, 3, 3), form("a=2014-03-03T05:29:17Z", fields -> fields.date("a")));
        assertInvalid("a", "{\"a\":\"soon\"}", fields -> fields.timestamp("a"));
    }

    private static <T> T read(String json, Function<Fields, T> reader) {
        var parameters = JsonParameters.read(json.getBytes(StandardCharsets.UTF_8), new ParameterBudget());
        return Fields.read(parameters, reader);
    }

    private static <T> T form(String form, Function<Fields, T> reader) {
        var tree = new ParameterTree(new ParameterBudget());
        UrlEncoded.read(form.getBytes(StandardCharsets.UTF_8), tree);
        return Fields.read(tree.frozen(), reader);
    }

    private static void assertInvalid(String field, String json, Function<Fields, ?> reader) {
        assertRefused(Map.of(field, List.of("is invalid")), json, reader);
    }

    private static void assertRefused(Map<String, List<String>> errors, String json, Function<Fields, ?> reader) {
        var refused = assertThrows(InvalidFieldsException.class, () -> read(json, reader));
        assertEquals(errors, refused.details().get("errors"));
    }
}
