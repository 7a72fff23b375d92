package app.velvet.contacts.contact;

import static app.velvet.contacts.Staff.EVERYTHING;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.VenuesService;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests of whom lists in venues-service know nothing but the names. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class NamedGuestsTest {

    private static final int MOST = 500;

    @Inject
    Staff staff;

    @Inject
    VenuesService venues;

    private Member manager;
    private Member owner;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        owner = staff.hire(manager.companyId(), "Olga Owner").done();
    }

    private List<Long> take(Member caller, Member whose, List<String> names) {
        return venues.takingNamed(caller, whose.userId(), names)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("contact.id", Long.class);
    }

    @Test
    void newGuestsAreTheOwnersAndNotReachable() {
        venues.takingNamed(manager, owner.userId(), List.of("Ella Jane Fitzgerald", "Nina"))
                .statusCode(200)
                .body("created", contains(true, true))
                .body("contact.name", contains("Ella Jane Fitzgerald", "Nina"))
                .body("contact.last_name", contains("Fitzgerald", null))
                .body("contact.email", everyItem(nullValue()))
                .body("audience[0]", contains("company", "user:" + owner.userId()));
    }

    @Test
    void sameNamesGetTheSameContactsOfOneOwner() {
        var first = take(manager, owner, List.of("Ella Fitzgerald", "Nina Simone"));

        assertEquals(
                List.of(first.get(1), first.get(0)), take(manager, owner, List.of("Nina Simone", "Ella Fitzgerald")));
        var other = take(manager, manager, List.of("Ella Fitzgerald"));
        assertEquals(false, first.contains(other.get(0)));
        venues.takingNamed(manager, owner.userId(), List.of("Ella fitzgerald")).body("[0].created", equalTo(true));
    }

    @Test
    void ofManyWhoAskAtOnceAllGetTheSame() {
        var names = IntStream.range(0, 20).mapToObj(i -> "Guest " + i).toList();

        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> take(manager, owner, names)))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .distinct()
                .toList();

        assertEquals(1, answers.size());
        assertEquals(20, answers.get(0).stream().distinct().count());
    }

    @Test
    void hundredsAreMadeAtOnceAndPublished() {
        var names = IntStream.range(0, MOST).mapToObj(i -> "Guest " + i).toList();
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            var ids = take(manager, owner, names);

            assertEquals(MOST, ids.stream().distinct().count());
            assertEquals(MOST, published.await(MOST, "Contact").size());
        }
        venues.takingNamed(
                        manager,
                        owner.userId(),
                        IntStream.rangeClosed(0, MOST)
                                .mapToObj(i -> "Guest " + i)
                                .toList())
                .statusCode(400)
                .body("errors", hasKey("contacts"));
    }

    @Test
    void whoMayMakeNoContactsOnlyFindsThem() {
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(EVERYTHING, "Contact", "read")
                .done();
        var ids = take(manager, owner, List.of("Ella Fitzgerald"));

        assertEquals(ids, take(reader, owner, List.of("Ella Fitzgerald")));
        venues.takingNamed(reader, owner.userId(), List.of("Nina Simone")).statusCode(401);
        venues.takingNamed(manager, 1, List.of("Nina Simone")).statusCode(400);
    }
}
