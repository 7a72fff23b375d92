package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** pgbench, which has a database do what a service has it do. */
final class Pgbench {

    private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("failed transactions: (\\d+)");
    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private final Children children;
    private final List<String> command;

    /**
     * @param name tells its script apart
     * @param variables what the script expects to be given
     */
    Pgbench(
            Children children,
            Path work,
            EmbeddedPostgres postgres,
            String database,
            int clients,
            String name,
            String script,
            Map<String, String> variables)
            throws IOException {
        this.children = children;
        Path file = Files.writeString(work.resolve(name + ".sql"), script);
        command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(2, clients),
                "--host=127.0.0.1",
                "--port=" + postgres.port(),
                "--username=" + EmbeddedPostgres.username(),
                "--file=" + file));
        variables.forEach((variable, value) -> command.add("--define=" + variable + "=" + value));
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
