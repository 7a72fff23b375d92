package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.note;
import static app.velvet.sync.Changes.tag;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.sync.Changes;
import app.velvet.sync.TestSettings;
import app.velvet.sync.acknowledgment.Forgetting;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.feed.TestFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of {@code GET /last_changes}. The feed's clock stands in the year 2040 and moves with each change only. */
class LastChangesTest {

    private static final long USER = 1;
    private static final Audience COMPANY_WIDE = Audience.company();
    private static final Audience VENUE_1 = Audience.venue(1);
    private static final Audience VENUE_2 = Audience.venue(2);
    private static final String EVERYTHING = """
            {"Contact": {"read": [{}], "view_full": [{}]}, "ContactQualification": {"read": [{}]}, "Task": {"read": [{}]},
             "Reservation": {"read": [{}]}, "Guestlist": {"read": [{}]}, "Event": {"read": [{}]}}""";
    private static final String VENUES_1_AND_2 = """
            {"Contact": {"read": [{"selected_venues": [1, 2]}], "view_full": [{"selected_venues": [1]}]}}""";
    private static final Instant START = Instant.parse("2040-01-01T00:00:00Z");

    private TestFeed feed = new TestFeed(TestSettings.DEFAULTS);

    {
        feed.setClock(COMPANY, START);
    }

    private Phone phoneOf(String permissions) {
        feed.project(user(USER, permissions));
        return new Phone(feed, COMPANY, USER).loaded();
    }

    private void atTime(String time) {
        feed.setClock(COMPANY, Instant.parse(time));
    }

    private void withSettings(TestSettings settings) {
        feed = new TestFeed(settings);
        feed.setClock(COMPANY, START);
    }

    // -- the answer

    @Test
    void answersNothingNewWithTheTimestampToGoOnFrom() {
        var answer = phoneOf(EVERYTHING).pullSince(START);

        assertEquals(new Phone.Answer(0, "2040-01-01T00:00:00GMT+00:00", null, List.of()), answer);
    }

    @Test
    void timestampIsTheWatermarkRoundedDown() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:07.999998Z");
        feed.project(tag(1, "vip"));

        assertEquals("2040-01-01T00:00:07GMT+00:00", phone.pullSince(START).timestamp());

        feed.project(tag(2, "regular"));

        assertEquals("2040-01-01T00:00:08GMT+00:00", phone.pullSince(START).timestamp());
    }

    @Test
    void whatBecomesVisibleLaterInTheSameSecondComesWithTheNextPull() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:07.500000Z");
        feed.project(tag(1, "vip"));
        var first = phone.pullSince(START);
        feed.project(tag(2, "regular"));

        assertEquals(
                List.of("create Tag 1", "create Tag 2"),
                phone.pullSince(first.timestamp()).actions());
    }

    @Test
    void startDateItselfIsIncluded() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:06.999999Z");
        feed.project(tag(1, "vip"));
        atTime("2040-01-01T00:00:08Z");

        assertEquals(
                List.of("create Tag 1"), phone.pullSince("2040-01-01T00:00:07Z").actions());
        assertEquals(List.of(), phone.pullSince("2040-01-01T00:00:07.000001Z").actions());
    }

    @Test
    void oneElementPerEntityWithItsLatestState() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        feed.project(tag(2, "regular"));
        feed.project(tag(1, "very important"));

        var answer = phone.pullSince(START);

        assertEquals(List.of("create Tag 2", "create Tag 1"), answer.actions());
        assertEquals("very important", answer.data("Tag", 1).get("name").textValue());
    }

    @Test
    void onlyTheLatestStateWithinABatchCounts() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), tag(2, "regular"), tag(1, "very important"));

        var answer = phone.pullSince(START);

        assertEquals(List.of("create Tag 1", "create Tag 2"), answer.actions());
        assertEquals("very important", answer.data("Tag", 1).get("name").textValue());
    }

    /** He may have loaded everything from a service in between, which was ahead of the feed. */
    @Test
    void whatAReaderCouldSeeAtAServiceOnlyIsDestroyedForHim() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(
                contact(5, "Ann", COMPANY_WIDE, VENUE_1),
                contact(5, "Ann", COMPANY_WIDE),
                contact(6, "Bob", COMPANY_WIDE, VENUE_1),
                destroy("Contact", 6),
                contact(7, "Cid", COMPANY_WIDE, VENUE_1),
                contact(7, "Cid", COMPANY_WIDE, VENUE_2));

        assertEquals(
                List.of("destroy Contact 5", "destroy Contact 6", "create Contact 7"),
                phone.pullSince(START).actions());

        var later = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1), contact(5, "Ann", COMPANY_WIDE));

        assertEquals(List.of("destroy Contact 5"), phone.pullSince(later).actions());
    }

    @Test
    void createIfItBecameVisibleAtOrAfterTheAskedTimeElseUpdate() {
        var phone = phoneOf(EVERYTHING);
        var created = feed.project(tag(1, "vip"));
        feed.project(tag(1, "very important"));

        assertEquals(List.of("create Tag 1"), phone.pullSince(created).actions());
        assertEquals(
                List.of("update Tag 1"),
                phone.pullSince(created.plusNanos(1_000)).actions());
    }

    @Test
    void destroyHasNoData() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        var before = feed.watermark(COMPANY).plusNanos(1_000);
        feed.project(destroy("Tag", 1));

        var answer = phone.pullSince(before);

        assertEquals(List.of("destroy Tag 1"), answer.actions());
        assertTrue(answer.data("Tag", 1).isMissingNode());
    }

    @Test
    void anAnswerInPartsIsInOrderAndWhole() {
        withSettings(TestSettings.DEFAULTS.withChunk(3));
        var phone = phoneOf(EVERYTHING);
        for (var parts = 0; parts <= 8; parts++) {
            assertEquals(parts, phone.pullSince(START).log().size());
            feed.project(tag(100 - parts, "t"));
        }

        assertEquals("create Tag 100", phone.pullSince(START).actions().get(0));
        assertEquals("create Tag 92", phone.pullSince(START).actions().get(8));
    }

    // -- classes

    @Test
    void contactComesWithoutQualificationsAndOwners() {
        var phone = phoneOf(EVERYTHING);
        feed.project(contact(5, "Ann", COMPANY_WIDE));

        var data = phone.pullSince(START).data("Contact", 5);

        assertFalse(data.has("contact_qualifications"));
        assertFalse(data.has("contact_owners"));
        assertEquals("""
                {"id":5,"first_name":"Ann","name":"Ann","email":"Ann@example.com","phone":"(123)456-7890",\
                "address":null,"zip":null,"business_phone":null,"business_email":null,"total_spent":10.50,\
                "notes":[],"tags":[]}""", data.toString().replace("10.5,", "10.50,"));
    }

    @Test
    void classesThatAreNotFedStayOut() {
        var phone = phoneOf(EVERYTHING);
        feed.project(Changes.change(
                "contacts.changes", COMPANY, "ContactOwner", 1, Action.CREATE, "{\"id\":1}", COMPANY_WIDE));

        assertEquals(List.of(), phone.pullSince(START).actions());
    }

    @Test
    void tagCategoryAndQualificationComeInTheirForms() {
        var phone = phoneOf(EVERYTHING);
        feed.project(
                Changes.change(
                        "contacts.changes",
                        COMPANY,
                        "TagCategory",
                        3,
                        Action.CREATE,
                        "{\"id\":3,\"name\":\"Taste\",\"company_id\":7,\"ancestry\":\"2\",\"parent_id\":2,"
                                + "\"tags\":[{\"id\":1,\"name\":\"vip\"}],\"created_at\":\"2040-01-01T00:00:00Z\"}",
                        COMPANY_WIDE),
                Changes.change(
                        "contacts.changes",
                        COMPANY,
                        "ContactQualification",
                        4,
                        Action.CREATE,
                        "{\"id\":4,\"contact_id\":5,\"venue_id\":1,\"status\":\"qualified\",\"more\":1}",
                        VENUE_1));

        var answer = phone.pullSince(START);

        assertEquals(
                "{\"id\":3,\"name\":\"Taste\",\"company_id\":7,\"ancestry\":\"2\",\"parent_id\":2,"
                        + "\"tags\":[{\"id\":1,\"name\":\"vip\"}]}",
                answer.data("TagCategory", 3).toString());
        assertEquals(
                "{\"id\":4,\"contact_id\":5,\"venue_id\":1,\"status\":\"qualified\"}",
                answer.data("ContactQualification", 4).toString());
    }

    @Test
    void notesLieUnderWhatTheyAreAboutAndTellTheReadersRights() {
        feed.project(user(USER, "{\"Contact\": {\"read\": [{}]}, \"Task\": {\"manage\": [{}]}}"));
        feed.project(user(2, "{\"Reservation\": {\"read\": [{}]}}"));
        var phone = new Phone(feed, COMPANY, USER).loaded();
        var other = new Phone(feed, COMPANY, 2).loaded();
        feed.project(
                note(1, 9, "\"contact_id\":5", COMPANY_WIDE),
                note(2, USER, "\"contact_id\":5", COMPANY_WIDE),
                note(3, 9, "\"task_id\":5", COMPANY_WIDE),
                note(4, 9, "\"contact_id\":null,\"reservation_id\":5", COMPANY_WIDE));

        var answer = phone.pullSince(START);

        assertEquals(List.of("create Note 1", "create Note 2", "create Note 3"), answer.actions());
        assertEquals(
                "{\"id\":1,\"text\":\"n\",\"user_id\":9,\"contact_id\":5,\"can_be_edited\":false,\"can_be_deleted\":false}",
                answer.data("Note", 1).toString());
        assertTrue(answer.data("Note", 2).get("can_be_edited").booleanValue());
        assertTrue(answer.data("Note", 3).get("can_be_deleted").booleanValue());
        assertEquals(List.of("create Note 4"), other.pullSince(START).actions());
    }

    @Test
    void privateThingsReachTheirUserOnly() {
        feed.project(user(2, EVERYTHING));
        var phone = phoneOf(EVERYTHING);
        var other = new Phone(feed, COMPANY, 2).loaded();
        feed.project(Changes.change(
                "push.changes", COMPANY, "Notification", 1, Action.CREATE, "{\"id\":1}", Audience.user(USER)));

        assertEquals(List.of("create Notification 1"), phone.pullSince(START).actions());
        assertEquals(List.of(), other.pullSince(START).actions());
    }

    // -- who sees what

    @Test
    void nothingOfAnotherCompanyIsSeen() {
        var phone = phoneOf(EVERYTHING);
        // of the same shard
        feed.project(contact(COMPANY + 64, 5, "Ann", COMPANY_WIDE));

        assertEquals(List.of(), phone.pullSince(START).actions());
    }

    @Test
    void aReaderOfAVenueSeesWhatBelongsToIt() {
        var phone = phoneOf("{\"Contact\": {\"read\": [{\"selected_venues\": [1]}]}}");
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1), contact(6, "Bob", COMPANY_WIDE, VENUE_2));

        assertEquals(List.of("create Contact 5"), phone.pullSince(START).actions());
    }

    @Test
    void aReaderOfHisOwnSeesWhatIsHis() {
        var phone = phoneOf("{\"Contact\": {\"read\": [{\"self\": true}]}}");
        feed.project(
                contact(5, "Ann", COMPANY_WIDE, Audience.user(USER)),
                contact(6, "Bob", COMPANY_WIDE, Audience.user(2)));

        assertEquals(List.of("create Contact 5"), phone.pullSince(START).actions());
    }

    @Test
    void aReaderWithoutPermissionSeesWhatIsForEveryone() {
        var phone = phoneOf("{}");
        feed.project(contact(5, "Ann", COMPANY_WIDE), tag(1, "vip"));

        assertEquals(List.of("create Tag 1"), phone.pullSince(START).actions());
    }

    @Test
    void contactInfoIsMaskedWithoutViewFullOnThatContact() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1), contact(6, "Bob", COMPANY_WIDE, VENUE_2));

        var answer = phone.pullSince(START);

        assertEquals("Ann@example.com", answer.data("Contact", 5).get("email").textValue());
        assertTrue(answer.data("Contact", 6).get("email").isNull());
        assertTrue(answer.data("Contact", 6).get("phone").isNull());
        assertEquals("Bob", answer.data("Contact", 6).get("name").textValue());
    }

    @Test
    void anEntitySeenByTwoKeysComesOnce() {
        var phone = phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1, VENUE_2));

        assertEquals(List.of("create Contact 5"), phone.pullSince(START).actions());
    }

    @Test
    void whatLeavesAllKeysOfAReaderIsDestroyedForHim() {
        var phone = phoneOf(VENUES_1_AND_2);
        var seen = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE, Audience.venue(3)));

        assertEquals(List.of("destroy Contact 5"), phone.pullSince(seen).actions());
    }

    @Test
    void whatMovesBetweenTheKeysOfAReaderIsUpdatedNotDestroyed() {
        var phone = phoneOf(VENUES_1_AND_2);
        var seen = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_2));
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));

        assertEquals(List.of("create Contact 5"), phone.pullSince(seen).actions());
        assertEquals(
                List.of("update Contact 5"),
                phone.pullSince(seen.plusNanos(1_000)).actions());
    }

    @Test
    void whatComesBackAfterABreakIsCreated() {
        var phone = phoneOf(VENUES_1_AND_2);
        var seen = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE));
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_2));

        assertEquals(
                List.of("create Contact 5"),
                phone.pullSince(seen.plusNanos(1_000)).actions());
    }

    @Test
    void severalDestroysOfOneEntityAreOneElement() {
        var phone = phoneOf(VENUES_1_AND_2);
        var seen = feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1, VENUE_2));
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_2));
        feed.project(destroy("Contact", 5));

        assertEquals(List.of("destroy Contact 5"), phone.pullSince(seen).actions());
    }

    @Test
    void aLeftKeyHoldsNothingOfTheEntityAnyMore() {
        phoneOf(VENUES_1_AND_2);
        feed.project(contact(5, "Ann", COMPANY_WIDE, VENUE_1));
        feed.project(contact(5, "Ann", COMPANY_WIDE));

        assertEquals(1, feed.update("update feed_entry set full_json = full_json where full_json like '%Ann%'"));
    }

    // -- parameters

    @Test
    void startDatesOfClassesOverrideTheOneOfAll() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), contact(5, "Ann", COMPANY_WIDE));
        var later = feed.watermark(COMPANY).plusNanos(1_000);
        feed.project(contact(6, "Bob", COMPANY_WIDE));

        assertEquals(
                List.of("create Tag 1", "create Contact 6"),
                phone.pull(Map.of(
                                "start_date",
                                START.toString(),
                                "options",
                                Map.of("Contact", Map.of("start_date", later.toString()))))
                        .actions());
    }

    @Test
    void withOptionsAloneOnlyTheNamedClassesAreAnswered() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), contact(5, "Ann", COMPANY_WIDE));

        assertEquals(
                List.of("create Tag 1"),
                phone.pull(Map.of("options", Map.of("Tag", Map.of("start_date", START.toString()))))
                        .actions());
    }

    @Test
    void aStartDateInTheFutureCountsAsNow() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));

        assertEquals(
                List.of("create Tag 1"), phone.pullSince("2090-01-01T00:00:00Z").actions());
    }

    @Test
    void everyFormOfATimeIsRead() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));

        for (var form : List.of(
                "2014-03-03T16:38:38GMT+00:00",
                "2014-03-03 05:29:17 +0000",
                "2014-03-03 05:29:17  0000",
                "2014-03-03")) {
            assertEquals(List.of("create Tag 1"), phone.pullSince(form).actions(), form);
        }
    }

    // -- status 1, in the order in which it is checked

    private static void assertReload(String message, Phone.Answer answer) {
        assertEquals(1, answer.status());
        assertEquals(message, answer.message());
        assertEquals(List.of(), answer.log());
        assertEquals("2040-01-01T00:00:00GMT+00:00", answer.timestamp());
    }

    @Test
    void withoutParametersTheyAreUnknown() {
        var phone = phoneOf(EVERYTHING);

        assertReload("Unknown params", phone.pull(Map.of()));
        assertReload("Unknown params", phone.pull(Map.of("start_date", "")));
    }

    @Test
    void optionsThatAreNoTreeOrNameAnUnknownClassAreInvalid() {
        var phone = phoneOf(EVERYTHING);

        assertReload("Invalid params", phone.pull(Map.of("start_date", "garbage", "options", "x")));
        assertReload("Invalid params", phone.pull(Map.of("options", Map.of("Contact", "x"))));
        assertReload(
                "Invalid params",
                phone.pull(Map.of("options", Map.of("Guestlist", Map.of("start_date", START.toString())))));
    }

    @Test
    void aCursorThatWeNeverMadeIsInvalid() {
        assertReload("Invalid params", phoneOf(EVERYTHING).pull(Map.of("cursor", "x")));
    }

    @Test
    void anUnreadableStartDateIsInvalid() {
        assertReload("Invalid timestamp", phoneOf(EVERYTHING).pullSince("yesterday"));
    }

    @Test
    void aClassNeedsAReadableTimestampIfThereIsNoneForAll() {
        var phone = phoneOf(EVERYTHING);

        assertReload(
                "Invalid timestamp at Tag", phone.pull(Map.of("options", Map.of("Tag", Map.of("start_date", "")))));
        assertReload(
                "Invalid timestamp at Tag",
                phone.pull(Map.of(
                        "start_date", START.toString(), "options", Map.of("Tag", Map.of("start_date", "yesterday")))));
        assertEquals(
                0,
                phone.pull(Map.of("start_date", START.toString(), "options", Map.of("Tag", Map.of("start_date", ""))))
                        .status());
    }

    @Test
    void aDeviceThatWasForgottenIsUnknown() {
        var phone = phoneOf(EVERYTHING);
        feed.update("update feed_acknowledgment set acknowledged_at = null");

        assertReload("Unknown device", phone.pullSince(START));
        assertEquals(0, phone.loaded().pullSince(START).status());
    }

    @Test
    void whoNeverAcknowledgedHasNoAchievements() {
        feed.project(user(USER, EVERYTHING));
        var phone = new Phone(feed, COMPANY, USER);

        assertReload("No achievements at some classes", phone.pullSince(START));
        assertReload(
                "No achievements: 'Tag'",
                phone.pull(Map.of("options", Map.of("Tag", Map.of("start_date", START.toString())))));
    }

    @Test
    void tooManyElementsAskForAReload() {
        withSettings(TestSettings.DEFAULTS.withChunk(2).withMaxChanges(3));
        var phone = phoneOf(EVERYTHING);
        for (var id = 1; id <= 3; id++) {
            feed.project(tag(id, "t"));
        }

        assertEquals(3, phone.pullSince(START).log().size());

        feed.project(tag(4, "t"));

        assertReload("Too many changes", phone.pullSince(START));
    }

    @Test
    void onlyElementsOfTheAnswerCountAsTooMany() {
        withSettings(TestSettings.DEFAULTS.withChunk(2).withMaxChanges(3));
        var phone = phoneOf(VENUES_1_AND_2);
        for (var id = 1; id <= 3; id++) {
            feed.project(contact(id, "c", COMPANY_WIDE, VENUE_1, VENUE_2), contact(10 + id, "c", COMPANY_WIDE));
        }

        assertEquals(3, phone.pullSince(START).log().size());
    }

    @Test
    void aTimeBeforeAForgottenDestroyAsksForAReload() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));
        var destroyed = feed.project(destroy("Tag", 1));
        feed.update("insert into feed_forgotten values (?, ?, now())", COMPANY, destroyed.atOffset(ZoneOffset.UTC));

        feed.project(tag(2, "regular"));

        assertReload("Too many changes", phone.pullSince(destroyed));
        assertEquals(0, phone.pullSince(destroyed.plusNanos(1_000)).status());
    }

    @Test
    void aFeedRestoredFromABackupHasForgottenEverythingBefore() {
        var phone = phoneOf(EVERYTHING);
        feed.update("update feed_life set timeline = 'another'");
        feed.update("do $$ begin perform forget_feed_if_restored(); end $$");
        var restored = feed.watermark(COMPANY);
        feed.project(tag(1, "vip"));

        assertReload("Too many changes", phone.pullSince(restored));
        assertEquals(
                List.of("create Tag 1"),
                phone.pullSince(restored.plusNanos(1_000)).actions());
    }

    @Test
    void aCompanyThatForgotNothingAnswersAnyTime() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"));

        assertEquals(List.of("create Tag 1"), phone.pullSince("2014-03-03").actions());
    }

    // -- acknowledgments

    @Test
    void anAcknowledgmentOfTheFutureCountsAsNow() {
        var phone = phoneOf(EVERYTHING);
        phone.acknowledge(Instant.parse("2090-01-01T00:00:00Z"));
        atTime("2040-01-01T00:01:00Z");
        feed.project(user(USER, "{}"));
        atTime("2040-01-01T00:02:00Z");

        assertEquals("No achievements at some classes", phone.pullSince(START).message());
    }

    @Test
    void anEarlierTimeMayBeAcknowledged() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:10Z");
        feed.project(user(USER, "{}"));
        atTime("2040-01-01T00:01:00Z");
        phone.loaded();
        assertEquals(0, phone.pullSince(START).status());

        phone.acknowledge(START);

        assertEquals(1, phone.pullSince(START).status());
    }

    @Test
    void acknowledgmentsAreOfOneDevice() {
        phoneOf(EVERYTHING);
        var tablet = new Phone(feed, COMPANY, USER, "d.tablet", new FeedQuery(feed.pool(), feed.settings()));

        assertReload("No achievements at some classes", tablet.pullSince(START));
    }

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

        assertEquals(List.of("Contact", "LogMethod", "Note", "ContactQualification"), expired(phone));
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
    }

    private static List<String> expired(Phone phone) {
        return Arrays.stream(FeedClass.values())
                .map(FeedClass::wireName)
                .filter(name -> ("No achievements: '" + name + "'")
                        .equals(phone.pull(Map.of("options", Map.of(name, Map.of("start_date", START.toString()))))
                                .message()))
                .toList();
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

    // -- forgetting

    @Test
    void oldDestroysAreForgottenAndYoungOnesAreNot() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "vip"), tag(2, "regular"), tag(3, "live"));
        feed.project(destroy("Tag", 1), destroy("Tag", 2));
        feed.update("update feed_entry set visible_at = now() - interval '31 days' where entity_id in (1, 3)");
        feed.update("update feed_entry set visible_at = now() - interval '29 days' where entity_id = 2");

        feed.forgetDestroys(COMPANY);

        assertEquals("Too many changes", phone.pullSince("2014-03-03").message());
        assertEquals(
                List.of("destroy Tag 2"),
                phone.pullSince(Instant.now().minus(Duration.ofDays(30))).actions());
        assertEquals(2, feed.update("update feed_entry set shard = shard"));
    }

    @Test
    void devicesThatDoNotComeAreForgotten() {
        var phone = phoneOf(EVERYTHING);
        feed.update("update feed_acknowledgment set seen_at = now() - interval '89 days'");
        Forgetting.devices(feed);
        assertEquals(0, phone.pullSince(START).status());

        Forgetting.devices(feed);
        feed.update("update feed_acknowledgment set seen_at = now() - interval '91 days'");
        Forgetting.devices(feed);

        assertEquals("Unknown device", phone.pullSince(START).message());
    }

    @Test
    void aDeviceThatPullsIsSeen() {
        var phone = phoneOf(EVERYTHING);
        feed.update("update feed_acknowledgment set seen_at = now() - interval '89 days'");
        phone.pullSince(START);

        assertEquals(
                1,
                feed.update("update feed_acknowledgment set seen_at = seen_at where seen_at > now() - interval '1 m'"));
    }
}
