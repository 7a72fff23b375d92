package app.velvet.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param data the data folder, absolute
 * @param fresh whether to begin with an empty one
 * @param detach whether to leave the stack running in the background
 */
record Options(int port, Path data, boolean fresh, boolean detach) {

    static final int DEFAULT_PORT = 8080;
    static final String DEFAULT_DATA = ".velvet";

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads the options of {@code start}, as {@code --port 8081} or {@code --port=8081}.
     *
     * @param repository the default data folder is in there
     */
    static Options ofStart(List<String> arguments, Path repository) {
        int port = DEFAULT_PORT;
        Path data = repository.resolve(DEFAULT_DATA);
        boolean fresh = false;
        boolean detach = false;
        Deque<String> rest = split(arguments);
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--port" -> port = port(value(option, rest));
                case "--data" -> data = folder(value(option, rest));
                case "--fresh" -> fresh = true;
                case "--detach" -> detach = true;
                default -> throw unknown(option, "start");
            }
        }
        return new Options(port, data.toAbsolutePath().normalize(), fresh, detach);
    }

    /** Reads the one option of {@code stop} and returns the data folder. */
    static Path ofStop(List<String> arguments, Path repository) {
        Path data = repository.resolve(DEFAULT_DATA);
        Deque<String> rest = split(arguments);
        while (!rest.isEmpty()) {
            String option = rest.remove();
            if (!option.equals("--data")) {
                throw unknown(option, "stop");
            }
            data = folder(value(option, rest));
        }
        return data.toAbsolutePath().normalize();
    }

    private static Deque<String> split(List<String> arguments) {
        Deque<String> parts = new ArrayDeque<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                parts.add(argument.substring(0, equals));
                parts.add(argument.substring(equals + 1));
            } else {
                parts.add(argument);
            }
        }
        return parts;
    }

    private static String value(String option, Deque<String> rest) {
        String value = rest.poll();
        if (value == null || value.isBlank()) {
            throw new Trouble(option + " needs a value");
        }
        return value;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // the same to whoever typed it
        }
        throw new Trouble("--port needs a number from 1 to " + HIGHEST_PORT + ", not " + text);
    }

    private static Path folder(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Trouble("--data needs a folder, not " + text, e);
        }
    }

    private static Trouble unknown(String option, String script) {
        return new Trouble("Unknown option " + option + "; deploy/local/" + script + " --help names the options");
    }
}
