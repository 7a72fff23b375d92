package app.velvet.venues.publication;

import static app.velvet.venues.Api.venueNamed;
import static app.velvet.venues.Api.working;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedState;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.Published;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class PublishedStateTest {

    @Inject
    Staff staff;

    @Inject
    PublishedState state;

    @Inject
    AgroalDataSource database;

    @Inject
    ObjectMapper json;

    private Member manager;

    @Test
    void stateIsWhatWasPublishedLast() throws Exception {
        manager = staff.managerOfNewCompany();
        var api = Api.of(manager);
        try (var published = Published.of(manager.companyId())) {
            long blueNote = api.create(
                    "/venues",
                    "venue",
                    venueNamed("Blue Note").put("phone", "2124758592").put("venue_type", "Music Venue"));
            long vanguard = api.venue("Vanguard");
            api.employing(blueNote, working(manager));
            api.employing(vanguard, working(manager, true));

            assertEquals(lastPublished(published), current());
        }
    }

    /** Data and audience by class and id. */
    private Map<String, List<Object>> lastPublished(Published published) {
        var last = new HashMap<String, List<Object>>();
        for (var change : published.await(5)) {
            var key = change.key().substring(change.key().indexOf('/') + 1);
            last.put(key, List.of(Published.data(change), Published.audience(change)));
        }
        return last;
    }

    private Map<String, List<Object>> current() throws Exception {
        var current = new HashMap<String, List<Object>>();
        for (var change : all()) {
            assertEquals(Action.UPDATE, change.action());
            var audience = change.audience().stream().map(Object::toString).collect(Collectors.toSet());
            current.put(
                    change.className() + "/" + change.id(),
                    List.of(new JsonObject(json.writeValueAsString(change.data())), audience));
        }
        return current;
    }

    private List<ChangeEvent> all() throws Exception {
        var changes = new ArrayList<ChangeEvent>();
        try (var connection = database.getConnection()) {
            for (var className : state.classNames()) {
                var chunk = state.chunk(connection, manager.companyId(), className, 0, 1);
                while (!chunk.isEmpty()) {
                    changes.addAll(chunk);
                    chunk = state.chunk(
                            connection,
                            manager.companyId(),
                            className,
                            chunk.get(0).id(),
                            1);
                }
            }
        }
        return changes;
    }
}
