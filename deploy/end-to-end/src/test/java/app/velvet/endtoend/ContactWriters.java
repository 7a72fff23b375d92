package app.velvet.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Several users' phones that create, change and delete contacts until they are closed. */
final class ContactWriters implements AutoCloseable {

    private static final int WRITERS = 3;

    private final VelvetClient client;
    private final WriteLedger ledger;
    private final Repetition repetition;

    /** @param pause of each of them between two writes */
    ContactWriters(VelvetClient client, WriteLedger ledger, Duration pause) {
        this.client = client;
        this.ledger = ledger;
        this.repetition = new Repetition(
                pause, Stream.generate(Writer::new).limit(WRITERS).toList());
    }

    private final class Writer implements Runnable {

        private final List<Long> mine = new ArrayList<>();
        private int turn;

        @Override
        public void run() {
            if (turn % 5 == 3 && !mine.isEmpty()) {
                rename(mine.get(turn % mine.size()), "Renamed " + turn);
            } else if (turn % 5 == 4 && !mine.isEmpty()) {
                delete(mine.remove(turn % mine.size()));
            } else {
                create(mine);
            }
            turn++;
        }
    }

    private void create(List<Long> mine) {
        ledger.attemptCreation();
        var answer = client.call(
                "POST",
                "/api/v1/contacts",
                Map.of("contact[first_name]", "Guest", "contact[email]", UUID.randomUUID() + "@guest.example"));
        if (answer.ok()) {
            var id = answer.body().get("id").asLong();
            ledger.answeredWith(id, "Guest");
            mine.add(id);
        }
    }

    private void rename(long id, String name) {
        ledger.attempt(id);
        if (client.call("PUT", "/api/v1/contacts/" + id, Map.of("contact[name]", name))
                .ok()) {
            ledger.answeredWith(id, name);
        }
    }

    private void delete(long id) {
        ledger.attempt(id);
        if (client.call("DELETE", "/api/v1/contacts/" + id, Map.of()).ok()) {
            ledger.answeredGone(id);
        }
    }

    @Override
    public void close() {
        repetition.close();
    }
}
