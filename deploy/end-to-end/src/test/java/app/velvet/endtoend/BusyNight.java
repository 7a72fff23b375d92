package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What goes on in a company when something crashes: contacts are written, a promoter holds tables and lets
 * them go, and a host is told. And what must be there afterwards: all that was answered, wherever it belongs.
 */
final class BusyNight implements AutoCloseable {

    private static final int WRITES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final VelvetClient manager;
    private final VelvetClient promoter;
    private final DeviceCopy device;
    private final HostsPhone host;
    private final Map<Long, Integer> availableBefore;
    private final WriteLedger ledger = new WriteLedger();
    private final ContactWriters writers;
    private final TableHolder holder;

    /** @param phone the host's, as APNs knows it */
    BusyNight(LocalStack stack, String phone) {
        this(stack, phone, Repetition.NO_PAUSE);
    }

    /** @param pause of who writes contacts */
    BusyNight(LocalStack stack, String phone, Duration pause) {
        manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");
        device = DeviceCopy.loaded(manager);
        host = new HostsPhone(stack, phone);
        availableBefore = FloorTable.available(manager);
        promoter = VelvetClient.signedIn(stack.url(), "promoter@demo.example");
        holder = new TableHolder(promoter, FloorTable.free(manager));
        writers = new ContactWriters(manager, ledger, pause);
    }

    void awaitWrites() {
        await().atMost(PATIENCE).until(() -> ledger.answered() >= WRITES);
    }

    /** Whether they are answered or not. */
    void awaitMoreWrites() {
        var before = ledger.attempted();
        await().atMost(PATIENCE).until(() -> ledger.attempted() > before + WRITES);
    }

    /** What was not answered with success. */
    List<String> failures() {
        return Stream.of(manager, promoter)
                .flatMap(client -> client.failures().stream())
                .toList();
    }

    /** Writes no more contacts; the promoter goes on. */
    void endWriting() {
        writers.close();
    }

    /** Ends it, with the last hold answered. */
    @Override
    public void close() {
        endWriting();
        holder.close();
    }

    /** Every answered write and hold is in its list, and the feed says the same. */
    void assertKeptAndFed() {
        var listed = contacts();
        ledger.assertKept(listed);
        var available = FloorTable.available(manager);
        assertThat(available).isEqualTo(availableBeside(holder.held()));
        await().atMost(PATIENCE).untilAsserted(() -> {
            device.pull();
            assertThat(names(device.contacts())).isEqualTo(names(listed));
            assertThat(FloorTable.available(device.of("Event").values())).containsAllEntriesOf(available);
        });
    }

    /** The contacts that the feed tells of, by id. */
    Map<Long, JsonNode> fed() {
        return device.contacts();
    }

    /** Lets all tables go; the host has been told of each hold and of each release, once and in order. */
    void assertTold() {
        holder.releaseAll();
        host.awaitTold(holder.told());
    }

    /** Returns how often each of the notifications was pushed, each at least once. */
    Map<Long, Long> awaitPushes() {
        return host.awaitPushes();
    }

    /** @param arrivals heard since before the night began */
    Map<Long, Long> awaitPushes(Arrivals arrivals) {
        return host.awaitPushes(arrivals);
    }

    private Map<Long, Integer> availableBeside(Map<Long, Integer> held) {
        var available = new HashMap<>(availableBefore);
        held.forEach((section, tables) -> available.merge(section, -tables, Integer::sum));
        return available;
    }

    private Map<Long, JsonNode> contacts() {
        var contacts = new TreeMap<Long, JsonNode>();
        StreamSupport.stream(manager.get("/api/v1/contacts", Map.of()).spliterator(), false)
                .forEach(contact -> contacts.put(contact.get("id").asLong(), contact));
        return contacts;
    }

    private static Map<Long, String> names(Map<Long, JsonNode> contacts) {
        var names = new TreeMap<Long, String>();
        contacts.forEach((id, contact) -> names.put(id, contact.get("name").asText()));
        return names;
    }
}
