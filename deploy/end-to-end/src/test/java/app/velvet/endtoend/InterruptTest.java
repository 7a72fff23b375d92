package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two stacks run side by side; Ctrl-C ends the one in whose terminal it is pressed. */
class InterruptTest {

    private static final int SERVERS_SERVICES_GATEWAY_AND_WHAT_STARTED_THEM = 7;

    /** What a shell sees of a process that ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    private static final String EMAIL = "kept@guest.example";

    @Test
    void ctrlCEndsAllProcessesOfItsStackAndKeepsTheData() {
        var other = RunningStack.shared();
        var stack = LocalStack.notStarted("interrupted-stack");
        try (var terminal = stack.startFreshInTerminal()) {
            manager(stack)
                    .call("POST", "/api/v1/contacts", Map.of("contact[first_name]", "Kim", "contact[email]", EMAIL))
                    .requireOk();
            assertThat(contactsFoundIn(stack)).isOne();
            assertThat(contactsFoundIn(other)).isZero();
            var processes = stack.processes();
            assertThat(processes).hasSize(SERVERS_SERVICES_GATEWAY_AND_WHAT_STARTED_THEM);

            assertThat(terminal.pressCtrlC()).isEqualTo(INTERRUPTED);

            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(terminal.shows("has ended unexpectedly")).isFalse();
            assertThat(contactsFoundIn(other)).isZero();
        }

        stack.startAgain();
        try (stack) {
            assertThat(contactsFoundIn(stack)).isOne();
        }
    }

    private static VelvetClient manager(LocalStack stack) {
        return VelvetClient.signedIn(stack.url(), "manager@demo.example");
    }

    private static int contactsFoundIn(LocalStack stack) {
        return manager(stack)
                .get("/api/v1/contacts/search", Map.of("email", EMAIL))
                .size();
    }
}
