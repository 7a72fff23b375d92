package app.velvet.sync.announcement;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.in;
import static app.velvet.sync.Changes.reservation;
import static app.velvet.sync.Changes.traced;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.permission.Audience;
import app.velvet.sync.TestSettings;
import app.velvet.sync.feed.TestFeed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    private static final Audience VENUE = Audience.venue(12);

    private final TestFeed feed = new TestFeed(TestSettings.DEFAULTS);
    private final Announcements announcements = new Announcements(feed.database());

    private List<FeedAdvanced> announced() throws SQLException {
        var pokes = new ArrayList<FeedAdvanced>();
        announcements.announce(pokes::addAll);
        return pokes;
    }

    private static FeedAdvanced poke(Instant watermark, String... keys) {
        return poke(null, watermark, keys);
    }

    private static FeedAdvanced poke(Long sessionId, Instant watermark, String... keys) {
        return new FeedAdvanced(COMPANY, List.of(keys), sessionId, watermark, null);
    }

    @Test
    void anAdvanceIsAnnouncedOnce() throws SQLException {
        var time = feed.project(contact(1, "Ann", VENUE));

        assertEquals(List.of(poke(time, "Contact/company", "Contact/venue:12")), announced());
        assertEquals(List.of(), announced());
    }

    @Test
    void severalAdvancesOfACompanyAreOnePoke() throws SQLException {
        feed.project(contact(1, "Ann", VENUE));
        feed.project(contact(2, "Bob", Audience.venue(13)));
        var time = feed.project(contact(1, "Anna", VENUE));

        assertEquals(List.of(poke(time, "Contact/company", "Contact/venue:12", "Contact/venue:13")), announced());
    }

    @Test
    void moreKeysThanARecordTakesAreSeveralPokes() throws SQLException {
        var venues = LongStream.rangeClosed(1, 1_500).mapToObj(Audience::venue).toArray(Audience[]::new);
        feed.project(contact(1, "Ann", venues));

        var pokes = announced();

        assertEquals(
                List.of(1_000, 501),
                pokes.stream().map(poke -> poke.audienceKeys().size()).toList());
        assertEquals(List.of(), announced());
    }

    @Test
    void whatLeavesAKeyIsAnnouncedThere() throws SQLException {
        feed.project(contact(1, "Ann", VENUE));
        announced();

        var moved = feed.project(contact(1, "Ann", Audience.venue(13)));
        assertEquals(List.of(poke(moved, "Contact/company", "Contact/venue:12", "Contact/venue:13")), announced());

        var destroyed = feed.project(destroy("Contact", 1));
        assertEquals(List.of(poke(destroyed, "Contact/company", "Contact/venue:13")), announced());
    }

    @Test
    void aUserWhoSeesSomethingElseIsTold() throws SQLException {
        feed.project(user(7, "{}"));
        assertEquals(List.of(), announced());

        var time = feed.project(user(7, "{\"Contact\": {\"read\": [{}]}}"));

        assertEquals(List.of(poke(time, "Private/user:7")), announced());
    }

    @Test
    void theSessionThatAloneChangedItIsNamed() throws SQLException {
        var time = feed.project(in(31, contact(1, "Ann", VENUE)), in(31, contact(2, "Bob", VENUE)));
        assertEquals(List.of(poke(31L, time, "Contact/company", "Contact/venue:12")), announced());

        var later = feed.project(in(32, contact(1, "Anna", VENUE)));
        assertEquals(List.of(poke(32L, later, "Contact/company", "Contact/venue:12")), announced());
    }

    @Test
    void whatChangesInConsequenceIsNewToTheSessionToo() throws SQLException {
        feed.project(reservation(1, 5, VENUE));
        announced();

        var time = feed.project(in(31, contact(5, "Ann", VENUE)));

        assertEquals(
                List.of(
                        poke(31L, time, "Contact/company", "Contact/venue:12"),
                        poke(time, "Reservation/company", "Reservation/venue:12")),
                announced());
    }

    @Test
    void noSessionIsNamedWhereAnotherChangedSomethingToo() throws SQLException {
        feed.project(in(31, contact(1, "Ann", VENUE)));
        feed.project(in(32, contact(2, "Bob", Audience.venue(13))));
        var time = feed.project(in(31, contact(3, "Cid", VENUE)));

        assertEquals(
                List.of(
                        poke(31L, time, "Contact/venue:12"),
                        poke(32L, time, "Contact/venue:13"),
                        poke(time, "Contact/company")),
                announced());
    }

    @Test
    void noSessionIsNamedWhereSomethingChangedByItselfToo() throws SQLException {
        feed.project(in(31, contact(1, "Ann", VENUE)));
        var time = feed.project(contact(1, "Anna", VENUE));

        assertEquals(List.of(poke(time, "Contact/company", "Contact/venue:12")), announced());
    }

    @Test
    void oneTransactionWithChangesOfTwoSessionsNamesNone() throws SQLException {
        var time = feed.project(in(31, contact(1, "Ann", VENUE)), in(32, contact(2, "Bob", Audience.venue(13))));

        assertEquals(List.of(poke(time, "Contact/company", "Contact/venue:12", "Contact/venue:13")), announced());
    }

    @Test
    void aPokeIsInTheTraceOfTheLatestChangeThatIsRecorded() throws SQLException {
        feed.project(traced(trace("1", "01"), contact(1, "Ann", VENUE)));
        feed.project(traced(trace("2", "01"), reservation(1, 5, VENUE)));
        feed.project(traced(trace("3", "00"), reservation(1, 6, VENUE)));
        assertEquals(List.of(trace("2", "01")), traces(announced()));

        feed.project(contact(1, "Anna", VENUE), reservation(1, 7, VENUE));
        assertEquals(Collections.singletonList(null), traces(announced()));
    }

    private static String trace(String trace, String flags) {
        return "00-" + trace.repeat(32) + "-b7ad6b7169203331-" + flags;
    }

    private static List<String> traces(List<FeedAdvanced> pokes) {
        return pokes.stream().map(FeedAdvanced::traceparent).toList();
    }

    @Test
    void whatComesWhileOneIsPublishedIsAnnouncedNext() throws SQLException {
        feed.project(contact(1, "Ann", VENUE));
        announcements.announce(pokes -> feed.project(contact(2, "Bob", Audience.venue(13))));

        assertEquals(List.of(poke(feed.watermark(COMPANY), "Contact/company", "Contact/venue:13")), announced());
    }

    @Test
    void whatWasNotPublishedIsAnnouncedAgain() throws SQLException {
        var time = feed.project(contact(1, "Ann", VENUE));
        assertThrows(
                IOException.class,
                () -> announcements.announce(pokes -> {
                    throw new IOException("broker gone");
                }));

        assertEquals(List.of(poke(time, "Contact/company", "Contact/venue:12")), announced());
    }

    @Test
    void oneReplicaAtATimeAnnounces() throws SQLException {
        feed.project(contact(1, "Ann", VENUE));
        var meanwhile = new ArrayList<FeedAdvanced>();

        announcements.announce(pokes -> meanwhile.addAll(announcedUnchecked()));

        assertEquals(List.of(), meanwhile);
    }

    private List<FeedAdvanced> announcedUnchecked() {
        try {
            return announced();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
