package app.velvet.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command line of the Java that runs us. */
final class JavaCommand {

    private final List<String> words = new ArrayList<>();

    private JavaCommand(int heapMegabytes, Path scratch) {
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + heapMegabytes + "m");
        // the least memory, and on a machine with few processors nothing is faster
        words.add("-XX:+UseSerialGC");
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-Djava.io.tmpdir=" + scratch);
    }

    static JavaCommand withHeap(int megabytes, Path scratch) {
        return new JavaCommand(megabytes, scratch);
    }

    /** Compiles quickly and lightly: for what starts often and works little. */
    JavaCommand quick() {
        words.add("-XX:TieredStopAtLevel=1");
        return this;
    }

    JavaCommand option(String option) {
        words.add(option);
        return this;
    }

    List<String> main(Class<?> main, Path libraries, Object... arguments) {
        words.add("-cp");
        words.add(libraries.resolve("*").toString());
        words.add(main.getName());
        return with(arguments);
    }

    List<String> jar(Path jar, Object... arguments) {
        words.add("-jar");
        words.add(jar.toString());
        return with(arguments);
    }

    private List<String> with(Object... arguments) {
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return List.copyOf(words);
    }
}
