package app.velvet.contacts.contact;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.Staff.atVenues;
import static app.velvet.contacts.Venues.newId;
import static app.velvet.contacts.contact.Contacts.owner;
import static app.velvet.contacts.contact.Contacts.owners;
import static app.velvet.contacts.contact.Contacts.qualification;
import static app.velvet.contacts.contact.Contacts.qualifications;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every call tells of a contact: to readers of every scope, who may view in full in every scope, of contacts that they
 * are related to in every way. What they should be told is written down here once more.
 */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaskingProductTest {

    private static final long SELECTED_VENUE = 1;
    private static final long OTHER_VENUE = 2;
    private static final long CHANGEABLE_VENUE = 3;

    private static final Set<String> PRIVATE =
            Set.of("email", "phone", "address", "zip", "business_phone", "business_email");

    /** How a contact is related to a reader. */
    private enum Relation {
        HIS,
        OWNED_AT_HIS_VENUE,
        QUALIFIED_AT_HIS_VENUE,
        RESERVED_AT_HIS_VENUE,
        ON_A_GUESTLIST_AT_HIS_VENUE,
        AT_ANOTHER_VENUE,
        NOBODYS
    }

    private enum Scope {
        COMPANY(EVERYTHING, Relation.values()),
        VENUES(
                atVenues(SELECTED_VENUE),
                Relation.OWNED_AT_HIS_VENUE,
                Relation.QUALIFIED_AT_HIS_VENUE,
                Relation.RESERVED_AT_HIS_VENUE,
                Relation.ON_A_GUESTLIST_AT_HIS_VENUE),
        SELF(OWN, Relation.HIS),
        NONE(null);

        private final JsonObject granted;
        private final Set<Relation> reached;

        Scope(JsonObject granted, Relation... reached) {
            this.granted = granted;
            this.reached = Set.of(reached);
        }
    }

    private enum Told {
        NOTHING,
        WITHOUT_PRIVATE_DETAILS,
        EVERYTHING
    }

    /** @param changes whether he may change contacts, of a venue that no contact of these relations is at */
    private record Reader(Scope read, Scope viewFull, boolean changes) {

        Told isTold(Relation relation) {
            if (!read.reached.contains(relation)) {
                return Told.NOTHING;
            }
            return viewFull.reached.contains(relation) ? Told.EVERYTHING : Told.WITHOUT_PRIVATE_DETAILS;
        }

        /** By what only those find who know it. */
        Told isToldOfPrivateDetails(Relation relation) {
            return isTold(relation) == Told.EVERYTHING ? Told.EVERYTHING : Told.NOTHING;
        }
    }

    @Inject
    Staff staff;

    private final Map<Relation, Long> ids = new EnumMap<>(Relation.class);
    private Map<Reader, Contacts> readers;
    private long changeable;

    /** Once: before all tests there is no service to ask. */
    @BeforeEach
    void hireReadersAndCreateContactsOnce() {
        if (readers == null) {
            hireReadersAndCreateContacts();
        }
    }

    private void hireReadersAndCreateContacts() {
        var manager = staff.managerOfNewCompany();
        readers = Stream.concat(readers(), readersWhoChange())
                .collect(Collectors.toMap(Function.identity(), reader -> hire(manager.companyId(), reader)));
        var contacts = Contacts.of(manager);
        for (var relation : Relation.values()) {
            ids.put(relation, contacts.create(contact(relation, manager), qualificationsOf(relation)));
        }
        changeable = contacts.create(new JsonObject()
                .put("name", "Otis")
                .put("email", "otis@guest.example")
                .put("contact_owners", owners(owner(manager, CHANGEABLE_VENUE))));
        book(manager.companyId());
        await().until(() ->
                contacts.get(ids.get(Relation.ON_A_GUESTLIST_AT_HIS_VENUE)).getInt("guestlists_count") == 1);
    }

    /** All but the strangers have been at the other venue. */
    private void book(long companyId) {
        try (var venues = new Venues(companyId)) {
            for (var relation : Set.of(Relation.HIS, Relation.OWNED_AT_HIS_VENUE, Relation.AT_ANOTHER_VENUE)) {
                venues.tellOfReservation(newId(), booking(ids.get(relation)), OTHER_VENUE);
            }
            venues.tellOfReservation(newId(), booking(ids.get(Relation.RESERVED_AT_HIS_VENUE)), SELECTED_VENUE);
            venues.tellOfGuestlist(newId(), booking(ids.get(Relation.ON_A_GUESTLIST_AT_HIS_VENUE)), SELECTED_VENUE);
        }
    }

    private static JsonObject booking(long contactId) {
        return Venues.reservation(contactId, 1, "2026-05-02", "win", "confirmed");
    }

    static Stream<Reader> readers() {
        return readers(false);
    }

    static Stream<Reader> readersWhoChange() {
        return readers(true);
    }

    private static Stream<Reader> readers(boolean change) {
        return Arrays.stream(Scope.values())
                .flatMap(read -> Arrays.stream(Scope.values()).map(viewFull -> new Reader(read, viewFull, change)));
    }

    /** A promoter, who may create contacts, and is told then whose the email is already. */
    private Contacts hire(long companyId, Reader reader) {
        var hiring = staff.hire(companyId, "Rita Reader").asPromoter();
        if (reader.read != Scope.NONE) {
            hiring.may(reader.read.granted, "Contact", "read");
        }
        if (reader.viewFull != Scope.NONE) {
            hiring.may(reader.viewFull.granted, "Contact", "view_full");
        }
        if (reader.changes) {
            hiring.may(atVenues(CHANGEABLE_VENUE), "Contact", "manage");
        }
        return Contacts.of(hiring.done());
    }

    private JsonObject contact(Relation relation, Member manager) {
        return privateDetails(relation)
                .put("name", name(relation))
                .put(
                        "contact_owners",
                        switch (relation) {
                            case HIS ->
                                owners(readers.values().stream()
                                        .map(reader -> owner(reader.member(), OTHER_VENUE))
                                        .toArray(JsonObject[]::new));
                            case OWNED_AT_HIS_VENUE -> owners(owner(manager, SELECTED_VENUE));
                            case QUALIFIED_AT_HIS_VENUE, AT_ANOTHER_VENUE -> owners(owner(manager, OTHER_VENUE));
                            case RESERVED_AT_HIS_VENUE, ON_A_GUESTLIST_AT_HIS_VENUE, NOBODYS -> owners();
                        });
    }

    private static JsonArray qualificationsOf(Relation relation) {
        return relation == Relation.QUALIFIED_AT_HIS_VENUE
                ? qualifications(qualification(SELECTED_VENUE, "qualified"))
                : qualifications();
    }

    private static String name(Relation relation) {
        return "Nina " + relation;
    }

    private static JsonObject privateDetails(Relation relation) {
        int number = relation.ordinal();
        return new JsonObject()
                .put("email", "nina" + number + "@guest.example")
                .put("phone", "(212)555-010" + number)
                .put("address", number + " Main Street")
                .put("zip", "1000" + number)
                .put("business_phone", "(212)555-020" + number)
                .put("business_email", "nina" + number + "@work.example");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aContactIsToldAsFarAsItsReaderMayKnowIt(Reader reader) {
        for (var relation : Relation.values()) {
            var answer = readers.get(reader).getting(ids.get(relation));

            var told = reader.isTold(relation);
            if (told == Told.NOTHING) {
                answer.statusCode(reader.read == Scope.NONE ? 401 : 404);
            } else {
                assertTold(told, relation, json(answer.statusCode(200)), "GET " + relation);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void whatAContactSpentIsToldToWhoMayReadIt(Reader reader) {
        for (var relation : Relation.values()) {
            var isReadable = reader.isTold(relation) != Told.NOTHING;

            readers.get(reader)
                    .expenditures(ids.get(relation))
                    .statusCode(isReadable ? 200 : reader.read == Scope.NONE ? 401 : 404);
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void listsTellOfContactsAsFarAsTheirReaderMayKnowThem(Reader reader) {
        var contacts = readers.get(reader);

        assertListed(reader, contacts.listing(), reader::isTold, "list");
        assertListed(reader, contacts.listing("page", 1), reader::isTold, "page");
        assertListed(reader, contacts.listing("ids[]", List.copyOf(ids.values())), reader::isTold, "ids");
        assertListed(reader, contacts.listing("search[name]", "nina"), reader::isTold, "name");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void byPrivateDetailsOnlyThoseAreFoundWhoseReaderMayKnowThem(Reader reader) {
        var contacts = readers.get(reader);

        assertListed(
                reader, contacts.listing("search[email]", "nina"), reader::isToldOfPrivateDetails, "part of email");
        assertListed(
                reader,
                contacts.listing("search[phone]", "212555010"),
                reader::isToldOfPrivateDetails,
                "part of phone");
        for (var relation : Relation.values()) {
            for (var detail : List.of("email", "phone")) {
                var found = contacts.searching(detail, privateDetails(relation).getString(detail));

                assertListed(
                        reader,
                        found,
                        other -> other == relation ? reader.isToldOfPrivateDetails(relation) : Told.NOTHING,
                        detail + " of " + relation);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void whoeverCreatesADuplicateIsToldOfTheOtherAsFarAsHeMayKnowIt(Reader reader) {
        for (var relation : Relation.values()) {
            assertToldOfDuplicate(reader, relation, readers.get(reader).creating(duplicate(relation)));
        }
    }

    @ParameterizedTest
    @MethodSource("readersWhoChange")
    void whoeverMakesADuplicateByAChangeIsToldOfTheOtherAsFarAsHeMayKnowIt(Reader reader) {
        for (var relation : Relation.values()) {
            assertToldOfDuplicate(reader, relation, readers.get(reader).updating(changeable, duplicate(relation)));
        }
    }

    private static JsonObject duplicate(Relation relation) {
        return new JsonObject()
                .put("name", "Eve")
                .put("email", privateDetails(relation).getString("email"));
    }

    private static void assertToldOfDuplicate(Reader reader, Relation relation, ValidatableResponse answer) {
        var refusal = json(answer.statusCode(409));
        assertTold(reader.isTold(relation), relation, refusal.getJsonObject("contact"), "duplicate of " + relation);
        assertEquals(
                reader.isTold(relation) != Told.NOTHING,
                refusal.getString("message").contains("in use by " + name(relation)),
                refusal::encode);
    }

    private void assertListed(
            Reader reader, ValidatableResponse answer, Function<Relation, Told> expected, String call) {
        if (reader.read == Scope.NONE) {
            answer.statusCode(401);
            return;
        }
        var listed = new JsonArray(answer.statusCode(200).extract().asString())
                .stream()
                        .map(JsonObject.class::cast)
                        .collect(Collectors.toMap(contact -> contact.getLong("id"), Function.identity()));
        for (var relation : Relation.values()) {
            assertTold(expected.apply(relation), relation, listed.get(ids.get(relation)), call + ": " + relation);
        }
    }

    private static void assertTold(Told expected, Relation relation, JsonObject contact, String call) {
        if (expected == Told.NOTHING) {
            assertNull(contact, call);
            return;
        }
        assertEquals(name(relation), contact.getString("name"), call);
        for (var field : PRIVATE) {
            assertTrue(contact.containsKey(field), call + " without " + field);
            assertEquals(
                    expected == Told.EVERYTHING ? privateDetails(relation).getString(field) : null,
                    contact.getValue(field),
                    call + " with " + field);
        }
    }

    private static JsonObject json(ValidatableResponse answer) {
        return new JsonObject(answer.extract().asString());
    }
}
