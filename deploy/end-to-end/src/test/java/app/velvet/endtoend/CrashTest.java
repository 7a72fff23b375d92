package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any one process is killed in the middle of a night; once {@code start} has healed the stack, all that was answered is
 * where it belongs.
 */
@Order(Integer.MAX_VALUE - 1)
class CrashTest {

    /** They may end between the sending of a push and its record. */
    private static final Set<String> MAY_HAVE_PUSHES_REPEATED = Set.of("push-service", "postgresql");

    private static final String PHONE = HostsPhone.anyToken();

    private final LocalStack stack = RunningStack.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth-service",
                "contacts-service",
                "venues-service",
                "sync-service",
                "push-service",
                "gateway",
                "kafka",
                "postgresql"
            })
    void nothingThatWasAnsweredIsLostByTheKillOf(String process) {
        var launcher = stack.process("launcher");
        var night = new BusyNight(stack, PHONE);
        try (night) {
            night.awaitWrites();
            stack.kill(process);
            night.awaitMoreWrites();
            night.endWriting();
            assertThat(stack.heal()).containsPattern("Started again: .*" + process);
        }

        night.assertKeptAndFed();
        night.assertTold();
        var pushes = night.awaitPushes();
        if (!MAY_HAVE_PUSHES_REPEATED.contains(process)) {
            assertThat(pushes.values()).containsOnly(1L);
        }
        assertThat(stack.process("launcher")).isEqualTo(launcher);
    }

    @Test
    void aPushThatApnsIsNotThereForArrivesWhenItIsBack() {
        var host = new HostsPhone(stack, PHONE);
        var promoter = VelvetClient.signedIn(stack.url(), "promoter@demo.example");
        var table = FloorTable.free(promoter).get(0);

        stack.kill("stand-ins");
        promoter.call("POST", "/api/v1/promoters/reserve_table", Map.of("reservation_table_id", table.id()))
                .requireOk();
        promoter.call("POST", "/api/v1/promoters/unreserve_table", Map.of("reservation_table_id", table.id()))
                .requireOk();
        assertThat(stack.heal()).contains("Started again: stand-ins\n");

        host.awaitTold(List.of(
                "Table held: put a hold on " + table.description(), "Table released: released " + table.description()));
        assertThat(host.awaitPushes()).hasSize(2);
    }
}
