package app.velvet.api.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of the parameter tree, for whatever tree a client may send. */
class ParameterTreePropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "XX";

    record Pair(String name, String value) {}

    @Property(tries = 500)
    void treeSurvivesEachWayOfSendingIt(@ForAll("trees") Map<String, Object> tree) throws Exception {
        var expected = json(tree);
        assertEquals(expected, json(viaForm(pairs(tree))));
        assertEquals(expected, json(viaMultipart(pairs(tree), 1 << 20)));
        assertEquals(expected, json(viaJson(tree)));
    }

    @Property(tries = 200)
    void multipartMayBeCutAnywhere(
            @ForAll("trees") Map<String, Object> tree, @ForAll @IntRange(min = 1, max = 40) int cut) {
        assertEquals(json(tree), json(viaMultipart(pairs(tree), cut)));
    }

    @Property(tries = 500)
    void treeSplitOverQueryAndBodyComesTogether(
            @ForAll("trees") Map<String, Object> query, @ForAll("trees") Map<String, Object> body) throws Exception {
        var byForm = outcome(() -> viaForm(pairs(query)).under(viaForm(pairs(body))));
        var byJson = outcome(() -> viaForm(pairs(query)).under(viaJson(body)));
        assertEquals(byForm, byJson);
        if (byForm instanceof Parameters merged) {
            assertEquals(merged, merged.under(viaJson(body)), "laying the body over once more changes nothing");
        }
    }

    @Property(tries = 2_000)
    void noFormBreaksTheReader(@ForAll byte[] form) {
        outcome(() -> {
            var tree = new ParameterTree(new ParameterBudget());
            UrlEncoded.read(form, tree);
            return tree.frozen();
        });
    }

    @Property(tries = 3_000)
    void noNamesBreakTheReader(@ForAll("names") List<String> names) {
        var form = String.join("=1&", names) + "=2";
        outcome(() -> {
            var tree = new ParameterTree(new ParameterBudget());
            UrlEncoded.read(form.getBytes(StandardCharsets.UTF_8), tree);
            return tree.frozen();
        });
    }

    @Property(tries = 2_000)
    void noJsonBreaksTheReader(@ForAll("jsonish") String body) {
        outcome(() -> JsonParameters.read(body.getBytes(StandardCharsets.UTF_8), new ParameterBudget()));
    }

    @Property(tries = 2_000)
    void noMultipartBreaksTheReader(
            @ForAll("multipartish") String body, @ForAll @IntRange(min = 1, max = 200) int cut) {
        outcome(() -> viaMultipart(body.getBytes(StandardCharsets.UTF_8), cut));
    }

    @Provide
    Arbitrary<Map<String, Object>> trees() {
        return levels(3);
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings().withChars("ab[]01 ").ofMaxLength(12).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> jsonish() {
        return Arbitraries.strings()
                .withChars("{}[]\",:\\u0dtruefalsn1eE+-. ab\u0000")
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> multipartish() {
        return Arbitraries.of(
                        "--XX",
                        "--",
                        "\r\n",
                        "\r\n\r\n",
                        "Content-Disposition: form-data",
                        "; name=\"a\"",
                        "; name=a[b]",
                        "; filename=\"x\"",
                        "; filename*=UTF-8''%zz",
                        "; filename*=nothing''x",
                        "Content-Type: text/plain",
                        "; charset=none",
                        "Content-Type: multipart/mixed; boundary=YY",
                        "--YY",
                        "Content-Length: 99999999999",
                        "Content-Transfer-Encoding: base64",
                        "Content-Disposition: attachment",
                        ":",
                        ";",
                        "=",
                        "\"",
                        "x",
                        "\u0000")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    /** Only levels and lists that a form can tell: none is empty, no list holds lists, no key is all digits. */
    private static Arbitrary<Map<String, Object>> levels(int depth) {
        return Arbitraries.maps(keys(), values(depth)).ofMinSize(1).ofMaxSize(3).map(LinkedHashMap::new);
    }

    private static Arbitrary<Object> values(int depth) {
        if (depth == 0) {
            return leaves();
        }
        return Arbitraries.oneOf(
                leaves(),
                leaves().list().ofMinSize(1).ofMaxSize(3).map(list -> (Object) list),
                levels(depth - 1).map(level -> (Object) level),
                flatLevels().list().ofMinSize(1).ofMaxSize(3).map(list -> (Object) list));
    }

    /** Elements of a list that begin with the same key, so that a form can tell where the next one begins. */
    private static Arbitrary<Map<String, Object>> flatLevels() {
        return leaves().map(leaf -> {
            var level = new LinkedHashMap<String, Object>();
            level.put("key", leaf);
            level.put("value", List.of(leaf, leaf));
            return level;
        });
    }

    /** Without blanks and equals signs, which Netty takes out of the names of parts. */
    private static Arbitrary<String> keys() {
        return Arbitraries.strings().withChars("abcdefäß_.&%+é✓").ofMinLength(1).ofMaxLength(6);
    }

    private static Arbitrary<Object> leaves() {
        return Arbitraries.strings()
                .withChars("ab 01&=%+[]{}\"\\\n;éß✓😀")
                .ofMaxLength(8)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .map(text -> (Object) text);
    }

    private static List<Pair> pairs(Map<String, Object> tree) {
        var pairs = new ArrayList<Pair>();
        tree.forEach((key, value) -> collect(pairs, key, value));
        return pairs;
    }

    private static void collect(List<Pair> pairs, String name, Object value) {
        if (value instanceof Map<?, ?> level) {
            level.forEach((key, below) -> collect(pairs, name + "[" + key + "]", below));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(pairs, name + "[]", element));
        } else {
            pairs.add(new Pair(name, (String) value));
        }
    }

    private static Parameters viaForm(List<Pair> pairs) {
        var form = new StringBuilder();
        for (var pair : pairs) {
            form.append(URLEncoder.encode(pair.name(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(pair.value(), StandardCharsets.UTF_8))
                    .append('&');
        }
        var tree = new ParameterTree(new ParameterBudget());
        UrlEncoded.read(form.toString().getBytes(StandardCharsets.UTF_8), tree);
        return tree.frozen();
    }

    private static Parameters viaJson(Map<String, Object> tree) {
        try {
            return JsonParameters.read(JSON.writeValueAsBytes(tree), new ParameterBudget());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Parameters viaMultipart(List<Pair> pairs, int cut) {
        var body = new StringBuilder();
        for (var pair : pairs) {
            body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                    .append(pair.name())
                    .append("\"\r\n\r\n")
                    .append(pair.value())
                    .append("\r\n");
        }
        body.append("--" + BOUNDARY + "--\r\n");
        return viaMultipart(body.toString().getBytes(StandardCharsets.UTF_8), cut);
    }

    private static Parameters viaMultipart(byte[] body, int cut) {
        try (var parts = new MultipartBody("multipart/form-data; boundary=" + BOUNDARY, new ParameterBudget())) {
            for (int from = 0; from < body.length; from += cut) {
                parts.add(Buffer.buffer(body).slice(from, Math.min(body.length, from + cut)));
            }
            return parts.end();
        }
    }

    private static JsonNode json(Object tree) {
        return JSON.valueToTree(tree);
    }

    /** What came of it: parameters, or the only refusal there may be. */
    private static Object outcome(Supplier<Parameters> reading) {
        try {
            return reading.get();
        } catch (RefusedException refused) {
            assertTrue(refused.refusal() == ApiError.INVALID_PARAMS, refused.getMessage());
            return refused.refusal();
        }
    }
}
