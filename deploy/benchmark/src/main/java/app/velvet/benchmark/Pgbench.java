package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** pgbench, which has a database do what the service has it do. */
final class Pgbench {

    private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("failed transactions: (\\d+)");
    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private final Children children;
    private final List<String> command;

    Pgbench(Children children, Path work, EmbeddedPostgres postgres, String database, PgbenchScript script)
            throws IOException {
        this.children = children;
        Path file = Files.writeString(work.resolve("writes.sql"), script.text());
        command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + Writes.CONNECTIONS,
                "--jobs=2",
                "--host=127.0.0.1",
                "--port=" + postgres.port(),
                "--username=" + EmbeddedPostgres.username(),
                "--file=" + file));
        script.variables().forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(database);
    }

    Load run(int seconds) {
        var timed = new ArrayList<>(command);
        timed.add(timed.size() - 1, "--time=" + seconds);
        return read(children.run(timed));
    }

    static Load read(String output) {
        var failed = FAILED.matcher(output);
        if (failed.find() && !failed.group(1).equals("0")) {
            throw new Failure("Transactions of pgbench failed:\n" + output);
        }
        long done = (long) number(DONE, output);
        return new Load(done, done / number(PER_SECOND, output));
    }

    private static double number(Pattern pattern, String output) {
        var found = pattern.matcher(output);
        if (!found.find()) {
            throw new Failure("pgbench did not say what it did:\n" + output);
        }
        return Double.parseDouble(found.group(1));
    }
}
