package app.velvet.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** wrk, which has the service create contacts. */
final class Wrk {

    private static final String SCRIPT = "writes.lua";
    private static final Pattern LOAD =
            Pattern.compile("^load requests=(\\d+) micros=(\\d+) wrong=(\\d+) lost=(\\d+) (.*)$", Pattern.MULTILINE);
    private static final int FIRST_RUN = 10;

    private final Children children;
    private final Path tokens;
    private final Path script;
    private final String url;
    private int runs;

    Wrk(Children children, Path work, String url) throws IOException {
        this.children = children;
        this.url = url;
        tokens = work.resolve("tokens");
        script = work.resolve(SCRIPT);
        try (var packed = Wrk.class.getResourceAsStream(SCRIPT)) {
            Files.copy(packed, script);
        }
    }

    /** Whatever is answered: a process that has just started does not keep up yet. */
    void warmUp(int seconds) {
        output(seconds);
    }

    /** Every contact is a new one, in this run and in all others. */
    Load run(int seconds) {
        return read(output(seconds));
    }

    private String output(int seconds) {
        try {
            Files.write(tokens, Companies.tokens());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return children.run(List.of(
                "wrk",
                "--threads=2",
                "--connections=" + Writes.CONNECTIONS,
                "--duration=" + seconds + "s",
                "--timeout=10s",
                "--script=" + script,
                url,
                "--",
                tokens.toString(),
                Integer.toString(FIRST_RUN + runs++)));
    }

    static Load read(String output) {
        var load = LOAD.matcher(output);
        if (!load.find()) {
            throw new Failure("wrk did not say what it did:\n" + output);
        }
        if (!load.group(3).equals("0") || !load.group(4).equals("0")) {
            throw new Failure(load.group(3) + " answers were not 200 and " + load.group(4)
                    + " requests had none; one of the answers: " + load.group(5) + "\n" + output);
        }
        long requests = Long.parseLong(load.group(1));
        if (requests == 0) {
            throw new Failure("Nothing was answered");
        }
        return new Load(requests, Long.parseLong(load.group(2)) / 1e6);
    }
}
