package app.velvet.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** wrk, which asks a server for as much as it answers. */
final class Wrk {

    static final int CONNECTIONS = 32;

    private static final int LONGEST_SECONDS = 60;

    /** What all scripts have in common. */
    private static final String COMMON = "load.lua";

    private static final Pattern LOAD =
            Pattern.compile("^load requests=(\\d+) micros=(\\d+) wrong=(\\d+) lost=(\\d+) (.*)$", Pattern.MULTILINE);

    private final Children children;
    private final Path script;
    private final String url;

    /** @param script what to ask for */
    Wrk(Children children, Path work, String url, String script) throws IOException {
        this.children = children;
        this.url = url;
        this.script = work.resolve(script);
        Files.writeString(this.script, packed(COMMON) + packed(script));
    }

    private static String packed(String name) throws IOException {
        try (InputStream packed = Wrk.class.getResourceAsStream(name)) {
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A turn in which not even one answer was ready, on a machine with much else to do, is taken again and takes longer. */
    Load run(int seconds, String... arguments) {
        int longer = seconds;
        var done = read(output(longer, arguments));
        while (done.requests() == 0 && longer < LONGEST_SECONDS) {
            longer *= 2;
            done = read(output(longer, arguments));
        }
        if (done.requests() == 0) {
            throw new Failure("Nothing was answered");
        }
        return done;
    }

    /** Whatever is answered: a process that has just started does not keep up yet. */
    void warmUp(int seconds, String... arguments) {
        output(seconds, arguments);
    }

    private String output(int seconds, String... arguments) {
        var command = new ArrayList<>(List.of(
                "wrk",
                "--threads=2",
                "--connections=" + CONNECTIONS,
                "--duration=" + seconds + "s",
                "--timeout=30s",
                "--script=" + script,
                url,
                "--"));
        command.addAll(List.of(arguments));
        return children.run(command);
    }

    static Load read(String output) {
        var load = LOAD.matcher(output);
        if (!load.find()) {
            throw new Failure("wrk did not say what it did:\n" + output);
        }
        if (!load.group(3).equals("0") || !load.group(4).equals("0")) {
            throw new Failure(load.group(3) + " answers were wrong and " + load.group(4)
                    + " requests had none; one of the answers: " + load.group(5) + "\n" + output);
        }
        return new Load(Long.parseLong(load.group(1)), Long.parseLong(load.group(2)) / 1e6);
    }
}
