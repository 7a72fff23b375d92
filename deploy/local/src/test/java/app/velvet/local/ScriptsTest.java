package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.testing.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a person gets to read who runs the scripts where they cannot do what they should. */
class ScriptsTest {

    private record Outcome(int exit, String output) {}

    @TempDir
    private Path folder;

    @Test
    void helpNeedsNoJavaAndNamesEveryOption() throws Exception {
        Outcome help = bash("PATH=/usr/bin:/bin JAVA_HOME= ./start --help");

        assertThat(help.exit()).isZero();
        assertThat(help.output()).contains("--port", "--data", "--fresh", "--detach");
        assertThat(bash("./stop --help").output()).contains("--data");
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws Exception {
        Path eight = java("eight", "1.8.0_392");
        Path eleven = java("eleven", "11.0.22");

        assertThat(newestOf(eight, eleven))
                .isEqualTo(new Outcome(
                        1, "Velvet needs a JDK, 17 or later; the newest one found is 11, in " + eleven + "\n"));
    }

    @Test
    void theNewestJavaIsTaken() throws Exception {
        Path seventeen = java("seventeen", "17.0.15");
        Path twentyFive = java("twenty-five", "25");
        Path eight = java("eight", "1.8.0_392");

        assertThat(newestOf(seventeen, twentyFive, eight)).isEqualTo(new Outcome(0, twentyFive + "\n"));
    }

    @Test
    void noJavaAtAllIsSaid() throws Exception {
        assertThat(newestOf())
                .isEqualTo(new Outcome(
                        1,
                        "Velvet needs a JDK, 17 or later, and none was found: install one, or set JAVA_HOME to it\n"));
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome start = start("--port", Integer.toString(taken.getLocalPort()), "--data", data().toString());

            assertThat(start)
                    .isEqualTo(
                            new Outcome(1, "Port " + taken.getLocalPort() + " is in use: name another with --port\n"));
        }
    }

    @Test
    void anUnknownOptionIsSaidInOneLine() throws Exception {
        assertThat(start("--verbose"))
                .isEqualTo(new Outcome(1, "Unknown option --verbose; deploy/local/start --help names the options\n"));
    }

    @Test
    void anUnwritableFolderIsSaidInOneLine() throws Exception {
        Outcome start = start("--data", "/proc/velvet");

        assertThat(start.exit()).isEqualTo(1);
        assertThat(start.output())
                .startsWith("The data folder /proc/velvet cannot be written")
                .hasLineCount(1);
    }

    @Test
    @EnabledIf("canMount")
    void aFullDataFolderIsSaidInOneLine() throws Exception {
        Path data = Files.createDirectories(data());

        assertThat(startOnDisk("size=64k", data))
                .isEqualTo(new Outcome(1, "Only 0 MB are free for the data folder " + data + ", 1024 MB are needed\n"));
        assertThat(startOnDisk("nr_inodes=1", data))
                .isEqualTo(new Outcome(1, "The data folder " + data + " cannot be written: No space left on device\n"));
    }

    /** Whether a file system of one's own can be mounted here, without being root outside. */
    static boolean canMount() throws Exception {
        return run(List.of("unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/mnt"))
                        .exit()
                == 0;
    }

    /** Starts with a file system of its own as the data folder. */
    private Outcome startOnDisk(String options, Path data) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "unshare", "-Urm", "sh", "-c", "mount -t tmpfs -o \"$1\" none \"$2\"; shift 2; exec \"$@\"", "sh"));
        command.addAll(List.of(options, data.toString()));
        command.addAll(startCommand("--port", Integer.toString(Ports.free()), "--data", data.toString()));
        return run(command);
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Runs the class behind the script; the script itself would run what was packaged before this build. */
    private static Outcome start(String... options) throws Exception {
        return run(startCommand(options));
    }

    private static List<String> startCommand(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dvelvet.repository=" + Path.of("../..").toRealPath(),
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName()));
        command.addAll(List.of(options));
        return command;
    }

    private Outcome newestOf(Path... homes) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (Path home : homes) {
            lines.append(home).append("\\n");
        }
        return bash("source ./launcher.bash; printf '" + lines + "' | newest_java");
    }

    private Outcome bash(String script) throws Exception {
        return run(List.of("bash", "-c", script));
    }

    private static Outcome run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        return new Outcome(process.exitValue(), output);
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path command =
                Files.writeString(Files.createDirectories(home.resolve("bin")).resolve("java"), "");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
