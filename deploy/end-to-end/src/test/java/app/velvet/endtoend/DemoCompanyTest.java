package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCompanyTest {

    private static final int DEMO_CONTACTS = 200;

    @ParameterizedTest
    @ValueSource(strings = {"manager", "host1", "host2", "promoter", "door"})
    void everyMemberOfTheDemoCompanyCanSignInAndPull(String member) {
        var client = VelvetClient.signedIn(RunningStack.shared().url(), member + "@demo.example");
        client.acknowledge(client.feedTime());

        var answer = client.get("/last_changes", Map.of("start_date", "2014-03-03 05:29:17 +0000"));

        assertThat(answer.get("status").asInt()).as("%s", answer.get("message")).isZero();
    }

    @Test
    void theManagerSeesTheSameContactsInTheListAndInTheFeed() {
        var manager = VelvetClient.signedIn(RunningStack.shared().url(), "manager@demo.example");
        var device = new DeviceCopy(manager, manager.feedTime());

        device.pullSince("2014-03-03 05:29:17 +0000");

        var listed = StreamSupport.stream(
                        manager.get("/api/v1/contacts", Map.of()).spliterator(), false)
                .map(contact -> contact.get("id").asLong())
                .toList();
        assertThat(device.contacts().keySet()).containsAll(listed);
        assertThat(listed).hasSizeGreaterThanOrEqualTo(DEMO_CONTACTS);
    }
}
