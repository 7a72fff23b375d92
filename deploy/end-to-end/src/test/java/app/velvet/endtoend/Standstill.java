package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** A time in which some processes of a stack are stopped. */
final class Standstill implements AutoCloseable {

    private final List<ProcessHandle> stopped;
    private final URI address;

    private Standstill(List<ProcessHandle> stopped, URI address) {
        this.stopped = stopped;
        this.address = address;
    }

    /** One service and the database are the only ones that go on. */
    static Standstill ofAllBut(LocalStack stack, String service) {
        var goingOn = List.of(stack.process(service), stack.process("postgresql"));
        var others = stack.processes().stream()
                .filter(process -> !goingOn.contains(process))
                .toList();
        signal("STOP", others);
        return new Standstill(others, stack.addressOf(service));
    }

    static Standstill of(LocalStack stack, String process) {
        var stopped = List.of(stack.process(process));
        signal("STOP", stopped);
        return new Standstill(stopped, stack.url());
    }

    /** Where what goes on answers: the one service, if nobody passes anything on to it. */
    URI address() {
        return address;
    }

    @Override
    public void close() {
        signal("CONT", stopped);
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        var command = Stream.concat(
                Stream.of("kill", "-" + name), processes.stream().map(process -> Long.toString(process.pid())));
        try {
            assertThat(new ProcessBuilder(command.toList()).start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
