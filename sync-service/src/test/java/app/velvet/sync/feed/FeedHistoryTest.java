package app.velvet.sync.feed;

import static app.velvet.sync.Changes.COMPANY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.permission.Audience;
import app.velvet.events.Partitions;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.trace.Traces;
import app.velvet.sync.Changes;
import app.velvet.sync.TestSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the feed makes of topics and of services that have lost something. */
class FeedHistoryTest {

    private static final String TOPIC = "contacts.changes";

    private final TestFeed feed = new TestFeed(TestSettings.DEFAULTS);
    private final FeedProjector projector = feed.projector(new ShardClock(), new FeedHistory());

    @BeforeEach
    void forgetWhatTheConsumerKnows() {
        feed.update("delete from consumer_sequence");
        feed.update("delete from consumer_named");
    }

    private static ChangeRecord numbered(long sequence) {
        var change = Changes.tag(1, "vip");
        return new ChangeRecord(
                change.topic(),
                change.partition(),
                sequence,
                change.companyId(),
                change.className(),
                change.id(),
                change.action(),
                change.data(),
                change.audience(),
                change.epoch(),
                sequence,
                change.actorId(),
                change.sessionId(),
                change.time(),
                change.traceparent());
    }

    private void applied(long sequence) {
        applied(numbered(sequence).epoch(), sequence);
    }

    private void applied(String epoch, long sequence) {
        feed.update(
                "insert into consumer_sequence (company_id, consumer, topic, epoch, sequence) values (?, ?, ?, ?, ?)",
                COMPANY,
                FeedProjector.CONSUMER,
                TOPIC,
                epoch,
                sequence);
    }

    private int companiesThatForgot() {
        return feed.update("update feed_forgotten set marked_at = now()");
    }

    @Test
    void aCompanyReadFromItsFirstChangeOnHasForgottenNothing() {
        feed.project(projector, List.of(numbered(1), numbered(2)));
        applied(2);
        feed.project(projector, List.of(numbered(3)));

        assertEquals(0, companiesThatForgot());
    }

    @Test
    void aCompanyWhoseFirstChangesAreGoneHasForgottenWhatWasBefore() {
        feed.project(projector, List.of(numbered(2)));

        assertEquals(1, companiesThatForgot());
    }

    @Test
    void aHoleBetweenBatchesCountsAsForgotten() {
        applied(1);
        feed.project(projector, List.of(numbered(3)));

        assertEquals(1, companiesThatForgot());
    }

    @Test
    void aHoleWithinABatchCountsAsForgotten() {
        feed.project(projector, List.of(numbered(1), numbered(3)));

        assertEquals(1, companiesThatForgot());
    }

    @Test
    void aServiceThatBeginsANewEpochMayHaveLostWhatItNeverPublished() {
        applied("20250101T000000000Z", 7);
        feed.project(projector, List.of(numbered(1)));
        assertEquals(1, companiesThatForgot());

        feed.update("delete from feed_forgotten");
        feed.update("delete from consumer_sequence");
        applied(1);
        feed.project(projector, List.of(numbered(2)));
        assertEquals(0, companiesThatForgot());
    }

    @Test
    void whatARestoredServiceDoesNotNameAnyMoreIsDestroyed() {
        feed.project(
                Changes.tag(1, "lost"),
                Changes.tag(2, "named"),
                Changes.contact(2, "lost", Audience.company(), Audience.venue(1)),
                Changes.contact(COMPANY + 64, 1, "another company's", Audience.company()));
        feed.project(Changes.user(1, "{}"));
        feed.update("insert into consumer_named values (?, ?, ?, 'Tag', 2)", COMPANY, FeedProjector.CONSUMER, TOPIC);

        feed.run(transaction -> {
            projector.sweep(transaction, new Resynchronisation(FeedProjector.CONSUMER, TOPIC, COMPANY));
            return null;
        });

        assertEquals(
                3, feed.update("update feed_entry set shard = shard where destroyed and visible_at > visible_since"));
        assertEquals(2, feed.update("update feed_entry set shard = shard where not destroyed"));
        assertEquals(1, feed.update("update feed_reader set keys = keys"));
    }

    @Test
    void whatWasLostIsDestroyedToItsLastHoweverMuchItIs() {
        for (var id = 1; id <= 9; id++) {
            feed.project(Changes.tag(id, "vip"));
        }
        for (var named : List.of(3, 4, 5, 8)) {
            feed.update(
                    "insert into consumer_named values (?, ?, ?, 'Tag', ?)",
                    COMPANY,
                    FeedProjector.CONSUMER,
                    TOPIC,
                    named);
        }

        feed.run(transaction -> {
            new LostEntities(new FeedEntries(Duration.ofDays(30)), 2)
                    .sweep(
                            transaction,
                            new ShardClock().advance(transaction, Partitions.of(COMPANY)),
                            new Resynchronisation(FeedProjector.CONSUMER, TOPIC, COMPANY),
                            new ChangedKeys(List.of(), Traces.OFF));
            return null;
        });

        assertEquals(5, feed.update("update feed_entry set shard = shard where destroyed"));
        assertEquals(
                4,
                feed.update("update feed_entry set shard = shard where not destroyed and entity_id in (3, 4, 5, 8)"));
    }

    @Test
    void usersThatARestoredServiceDoesNotNameAnyMoreSeeNothing() {
        feed.project(Changes.user(1, "{\"Contact\": {\"read\": [{}]}}"));

        feed.run(transaction -> {
            projector.sweep(transaction, new Resynchronisation(FeedProjector.CONSUMER, "auth.changes", COMPANY));
            return null;
        });

        assertEquals(0, feed.update("update feed_reader set keys = keys"));
        assertEquals(
                1, feed.update("update feed_scope_change set changed_at = changed_at where class_name = 'Contact'"));
    }
}
