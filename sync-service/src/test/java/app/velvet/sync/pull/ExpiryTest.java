package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.sync.Changes;
import app.velvet.sync.feed.FeedClass;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which changes of what a user may see expire what his devices have acknowledged. */
class ExpiryTest extends LastChangesFixture {

    @Test
    void theMakingOfAUserExpiresNothing() {
        var phone = phoneOf(EVERYTHING);

        assertEquals(0, phone.pullSince(START).status());
    }

    @Test
    void aChangeThatAltersNothingSeenExpiresNothing() {
        var phone = phoneOf("{\"Contact\": {\"read\": [{}]}}");
        feed.project(user(USER, "{\"Contact\": {\"read\": [{}, {\"self\": true}]}, \"Reports\": {\"read\": [{}]}}"));

        assertEquals(0, phone.pullSince(START).status());
    }

    @Test
    void aChangeOfScopesExpiresTheClassAndItsDependants() {
        var phone = phoneOf(EVERYTHING);
        feed.project(user(
                USER,
                EVERYTHING.replace("\"Contact\": {\"read\": [{}]", "\"Contact\": {\"read\": [{\"self\": true}]")));

        assertEquals(List.of("Contact", "LogMethod", "Note", "Reservation", "ContactQualification"), expired(phone));
    }

    @Test
    void oneExpiredClassAmongThoseThatAreAskedIsNamedAndSeveralAreNot() {
        var phone = phoneOf(EVERYTHING);
        feed.project(user(
                USER,
                EVERYTHING.replace("\"Contact\": {\"read\": [{}]", "\"Contact\": {\"read\": [{\"self\": true}]")));

        assertEquals("No achievements: 'Note'", message(phone, "Note", "Tag", "Task"));
        assertEquals("No achievements at some classes", message(phone, "Note", "Tag", "Contact"));
        assertEquals(0, phone.pull(asking("Tag", "Task")).status());
    }

    private static String message(Phone phone, String... classes) {
        return phone.pull(asking(classes)).message();
    }

    private static Map<String, Object> asking(String... classes) {
        return Map.of(
                "options",
                Arrays.stream(classes)
                        .collect(
                                Collectors.toMap(Function.identity(), name -> Map.of("start_date", START.toString()))));
    }

    @Test
    void aChangeOfContactScopesLeavesReservationsAloneWhereContactInfoIsMaskedAnyway() {
        var struct = "{\"Contact\": {\"read\": [{}]}, \"Reservation\": {\"read\": [{}]}}";
        var phone = phoneOf(struct);
        feed.project(user(USER, struct.replace("\"Contact\": {\"read\": [{}]", "\"Contact\": {\"read\": []")));

        assertEquals(List.of("Contact", "LogMethod", "Note", "ContactQualification"), expired(phone));
    }

    @Test
    void aUserWhoComesBackHasAcknowledgedNothing() {
        var phone = phoneOf("{\"Contact\": {\"read\": [{}]}}");
        feed.project(Changes.change("auth.changes", COMPANY, "User", USER, Action.DESTROY, null, COMPANY_WIDE));
        feed.project(user(USER, EVERYTHING));

        assertEquals(Arrays.stream(FeedClass.values()).map(FeedClass::wireName).toList(), expired(phone));
    }

    @Test
    void aChangeOfViewFullExpiresWhatEmbedsContactInfo() {
        var phone = phoneOf(EVERYTHING);
        feed.project(user(USER, EVERYTHING.replace("\"view_full\": [{}]", "\"view_full\": []")));

        assertEquals(List.of("Contact", "LogMethod", "Note", "Reservation", "ContactQualification"), expired(phone));
    }

    @Test
    void aChangeOfReservationScopesExpiresItsNotes() {
        var phone = phoneOf(EVERYTHING);
        feed.project(user(USER, EVERYTHING.replace("\"Reservation\": {\"read\": [{}]}", "\"Reservation\": {}")));

        assertEquals(List.of("Note", "Reservation"), expired(phone));
    }

    @Test
    void aChangeOfTheHomeVenueExpiresWhatHangsOnIt() {
        var struct = "{\"Event\": {\"read\": [{\"home_venue\": true}]}}";
        var phone = phoneOf(struct);
        feed.project(Changes.change(
                "auth.changes",
                COMPANY,
                "User",
                USER,
                Action.UPDATE,
                "{\"id\":1,\"active\":true,\"home_venue_id\":3,\"permissions_struct\":" + struct + "}",
                COMPANY_WIDE));

        assertEquals(List.of("Event"), expired(phone));
        assertReload("No achievements: 'Event'", phone.pullSince(START));
    }

    @Test
    void allDevicesOfTheUserLoseTheirAcknowledgmentsAndNobodyElses() {
        var phone = phoneOf(EVERYTHING);
        var tablet = new Phone(feed, COMPANY, USER, "d.tablet", new FeedQuery(feed.pool(), feed.settings())).loaded();
        feed.project(user(USER + 1, EVERYTHING));
        var colleague = new Phone(feed, COMPANY, USER + 1).loaded();

        feed.project(user(USER, "{}"));

        assertReload("No achievements at some classes", phone.pullSince(START));
        assertReload("No achievements at some classes", tablet.pullSince(START));
        assertEquals(0, colleague.pullSince(START).status(), "on a device of the same name");
    }

    @Test
    void anAcknowledgmentCountsOnlyIfItIsLaterThanTheChangePlusTheMargin() {
        var phone = phoneOf(EVERYTHING);
        var changed = feed.project(user(USER, "{}"));
        atTime("2040-01-01T00:01:00Z");

        phone.acknowledge(changed.plus(Duration.ofSeconds(5)));
        assertEquals(1, phone.pullSince(START).status());

        phone.acknowledge(changed.plus(Duration.ofSeconds(5)).plusNanos(1_000));
        assertEquals(0, phone.pullSince(START).status());
    }

    @Test
    void afterAChangeOfScopesTheReaderSeesTheOtherKeys() {
        var phone = phoneOf("{\"Contact\": {\"read\": [{\"selected_venues\": [1]}]}}");
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1), contact(6, "Bob", COMPANY_WIDE, VENUE_2));
        feed.project(user(USER, "{\"Contact\": {\"read\": [{\"selected_venues\": [2]}]}}"));
        atTime("2040-01-01T00:01:00Z");
        phone.loaded();

        assertEquals(List.of("create Contact 6"), phone.pullSince(START).actions());
    }

    private static List<String> expired(Phone phone) {
        return Arrays.stream(FeedClass.values())
                .map(FeedClass::wireName)
                .filter(name -> ("No achievements: '" + name + "'")
                        .equals(phone.pull(Map.of("options", Map.of(name, Map.of("start_date", START.toString()))))
                                .message()))
                .toList();
    }
}
