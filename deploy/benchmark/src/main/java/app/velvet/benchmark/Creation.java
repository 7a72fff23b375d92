package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/**
 * What one request to create a contact does in the database, from {@code begin} to {@code commit}.
 *
 * @param known what the numbers in it mean, by the numbers
 */
record Creation(List<Statement> statements, Map<String, String> known) {

    /** Numbers that mean nothing else, so that they are recognised wherever they stand. */
    private static final long FIRST_CONTACT = 3_000_001;

    private static final long FIRST_OWNER = 4_000_001;
    private static final String ANY_NUMBER = "9876543210";
    private static final String RECOGNISED_NUMBER = "9876543211";

    private static final String PREFIX = "%p|";
    private static final Pattern ENTRY = Pattern.compile("(\\d+)\\|(\\w+): {2}(.*)", Pattern.DOTALL);
    private static final Pattern EXECUTED = Pattern.compile("(?:statement|execute [^:]+): (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (?:NULL|'((?:[^']++|'')*+)')");

    /** @param parameters as texts; null is null */
    record Statement(String sql, List<String> parameters) {}

    /** Has the service create contacts of the first company, and reads one of these requests in PostgreSQL's log. */
    static Creation observe(ContactsService service, EmbeddedPostgres postgres, DataSource database)
            throws IOException {
        Sql.execute(database, "select setval('contact_id', " + FIRST_CONTACT + ", false)");
        Sql.execute(database, "select setval('contact_owner_id', " + FIRST_OWNER + ", false)");
        var token = Companies.token(0);
        // the first of all waits for much that no other does, on a busy machine for too long
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(Failure.class)
                .until(() -> service.create(token, ANY_NUMBER).has("id"));
        Path log = Path.of(Sql.text(database, "show data_directory")).resolveSibling("postgresql.log");
        logStatements(database, true);
        var contact = service.create(token, RECOGNISED_NUMBER);
        var backends = read(Files.readAllLines(log));
        logStatements(database, false);
        var known = Map.of(
                contact.path("id").asText(),
                "contact_id",
                contact.path("contact_owners").path(0).path("id").asText(),
                "owner_id",
                Long.toString(Companies.FIRST_COMPANY),
                "company_id",
                Long.toString(Companies.FIRST_USER),
                "user_id",
                RECOGNISED_NUMBER,
                "number",
                "49" + RECOGNISED_NUMBER,
                "phone");
        return new Creation(transaction(backends), known);
    }

    private static void logStatements(DataSource database, boolean on) {
        Sql.execute(database, "alter system set log_line_prefix = '" + PREFIX + "'");
        Sql.execute(database, on ? "alter system set log_statement = 'all'" : "alter system reset log_statement");
        Sql.execute(database, "select pg_reload_conf()");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Sql.text(database, "show log_statement").equals(on ? "all" : "none"));
    }

    /** By backend, in order. */
    static Map<String, List<Statement>> read(List<String> log) {
        var backends = new TreeMap<String, List<Statement>>();
        for (var entry : entries(log)) {
            var parts = ENTRY.matcher(entry);
            if (!parts.matches()) {
                continue;
            }
            var sent = backends.computeIfAbsent(parts.group(1), backend -> new ArrayList<>());
            var executed = EXECUTED.matcher(parts.group(3));
            if (parts.group(2).equals("LOG") && executed.matches()) {
                sent.add(new Statement(executed.group(1).strip(), List.of()));
            } else if (parts.group(2).equals("DETAIL") && !sent.isEmpty()) {
                var last = sent.remove(sent.size() - 1);
                sent.add(new Statement(last.sql(), parameters(parts.group(3))));
            }
        }
        return backends;
    }

    /** What belongs to one entry is in lines that begin with a tab. */
    private static List<String> entries(List<String> log) {
        var entries = new ArrayList<String>();
        for (var line : log) {
            if (line.startsWith("\t") && !entries.isEmpty()) {
                entries.add(entries.remove(entries.size() - 1) + "\n" + line.substring(1));
            } else {
                entries.add(line);
            }
        }
        return entries;
    }

    private static List<String> parameters(String detail) {
        var parameters = new ArrayList<String>();
        PARAMETER
                .matcher(detail)
                .results()
                .forEach(found -> parameters.add(
                        found.group(2) == null ? null : found.group(2).replace("''", "'")));
        return parameters;
    }

    /** That of the backend that has inserted a contact, from its begin to its commit. */
    static List<Statement> transaction(Map<String, List<Statement>> backends) {
        for (var sent : backends.values()) {
            int insert = indexOf(sent, "insert into contact ", 0);
            if (insert >= 0) {
                int begin = lastIndexOf(sent.subList(0, insert), "begin");
                int commit = indexOf(sent, "commit", insert);
                if (begin >= 0 && commit >= 0) {
                    return List.copyOf(sent.subList(begin, commit + 1));
                }
            }
        }
        throw new Failure("PostgreSQL's log holds no transaction that creates a contact");
    }

    private static int indexOf(List<Statement> statements, String beginning, int from) {
        for (int i = from; i < statements.size(); i++) {
            if (begins(statements.get(i), beginning)) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(List<Statement> statements, String beginning) {
        int last = -1;
        for (int i = indexOf(statements, beginning, 0); i >= 0; i = indexOf(statements, beginning, i + 1)) {
            last = i;
        }
        return last;
    }

    private static boolean begins(Statement statement, String beginning) {
        return statement.sql().regionMatches(true, 0, beginning, 0, beginning.length());
    }
}
