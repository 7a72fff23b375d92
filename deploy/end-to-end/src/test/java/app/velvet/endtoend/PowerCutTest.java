package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The last of all: it leaves nothing running. */
@Order(Integer.MAX_VALUE)
class PowerCutTest {

    /** What a shell sees of a process that ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    /** The servers, the services, the gateway, the stand-ins and what started them. */
    private static final int PROCESSES = 10;

    private final LocalStack stack = RunningStack.shared();

    @Test
    void afterAPowerCutAStartFindsAllThatWasAnsweredAndCtrlCEndsIt() {
        var night = new BusyNight(stack, HostsPhone.anyToken());
        night.awaitWrites();
        stack.killAll();
        night.endWriting();
        try (var terminal = stack.startInTerminal()) {
            night.close();
            night.assertKeptAndFed();
            night.assertTold();
            var processes = stack.processes();

            assertThat(terminal.pressCtrlC()).isEqualTo(INTERRUPTED);

            assertThat(processes).hasSize(PROCESSES).noneMatch(ProcessHandle::isAlive);
            assertThat(stack.hasFreePort()).isTrue();
            assertThat(terminal.shows("has ended unexpectedly")).isFalse();
        }
    }
}
