package app.velvet.benchmark;

import app.velvet.benchmark.Creation.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A creation for pgbench: the same statements with the same parameters, but each time of another company, with the numbers
 * of another contact, and at another time.
 *
 * <p>Ids are drawn fifty at a time, as Hibernate draws them: each client draws a number of a sequence that grows by fifty
 * when it has used up its last. What else is published or stored is always the same, and as large as it really is.
 *
 * @param variables what the script expects to be given, by name
 */
record PgbenchScript(String text, Map<String, String> variables) {

    /** By what the sequences grow. */
    private static final int ALLOCATION = 50;

    private static final String TURN = "turn";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d+)");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.*");
    private static final Pattern DRAWING = Pattern.compile("select nextval\\b.*", Pattern.DOTALL);

    /** No backslash at the beginning of a line but those that are meant for pgbench. */
    private static final String BEGINNING = """
            \\set turn :turn + 1
            \\set place (:client_id + :turn) %% %1$d
            \\set company_id %2$d + :place
            \\set user_id %3$d + :place
            \\if :turn %% %4$d = 1
            select nextval('contact_id') as contact_block, nextval('contact_owner_id') as owner_block \\gset
            \\endif
            \\set contact_id :contact_block + :turn %% %4$d
            \\set owner_id :owner_block + :turn %% %4$d
            \\set number 1000000000 + :contact_id
            \\set phone 490000000000 + :number
            """;

    static PgbenchScript of(Creation creation) {
        var variables = new LinkedHashMap<String, String>();
        variables.put(TURN, "0");
        var number = Pattern.compile(
                creation.known().keySet().stream().collect(Collectors.joining("|", "(?<!\\d)(?:", ")(?!\\d)")));
        var text = new StringBuilder(
                BEGINNING.formatted(Companies.COUNT, Companies.FIRST_COMPANY, Companies.FIRST_USER, ALLOCATION));
        for (var statement : creation.statements()) {
            if (!DRAWING.matcher(statement.sql()).matches()) {
                text.append(written(statement, creation.known(), number, variables))
                        .append(";\n");
            }
        }
        return new PgbenchScript(text.toString(), variables);
    }

    private static String written(
            Statement statement, Map<String, String> known, Pattern number, Map<String, String> variables) {
        return PLACEHOLDER.matcher(statement.sql()).replaceAll(placeholder -> {
            var value = statement.parameters().get(Integer.parseInt(placeholder.group(1)) - 1);
            return Matcher.quoteReplacement(expression(value, known, number, variables));
        });
    }

    private static String expression(
            String value, Map<String, String> known, Pattern number, Map<String, String> variables) {
        if (value == null) {
            return "null";
        }
        if (known.containsKey(value)) {
            return ":" + known.get(value);
        }
        if (TIME.matcher(value).matches()) {
            return "now()";
        }
        // pgbench would take what follows a colon for a variable
        if (!value.contains(":") && number.matcher(value).find()) {
            return concatenation(value, known, number);
        }
        var name = "p" + variables.size();
        variables.put(name, value);
        return ":" + name;
    }

    private static String concatenation(String value, Map<String, String> known, Pattern number) {
        var quoted = "'" + value.replace("'", "''") + "'";
        return "("
                + number.matcher(quoted).replaceAll(found -> "' || :" + known.get(found.group()) + "::text || '")
                + ")";
    }
}
