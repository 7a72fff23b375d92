package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.tag;
import static app.velvet.sync.Changes.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.sync.TestSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers in pages: together they are what one answer would be, wherever they are cut. */
class PagesTest extends LastChangesFixture {

    private static Phone.Answer page(Phone phone, int limit, Map<String, Object> parameters) {
        var limited = new HashMap<>(parameters);
        limited.put("limit", String.valueOf(limit));
        return phone.pull(limited);
    }

    private static Phone.Answer next(Phone phone, int limit, Phone.Answer page) {
        return page(phone, limit, Map.of("cursor", page.cursor()));
    }

    private static List<List<String>> pages(Phone phone, int limit, Map<String, Object> parameters) {
        var pages = new ArrayList<List<String>>();
        var page = page(phone, limit, parameters);
        pages.add(page.actions());
        while (page.hasMore()) {
            page = next(phone, limit, page);
            pages.add(page.actions());
        }
        return pages;
    }

    private static final Map<String, Object> FROM_THE_START = Map.of("start_date", START.toString());

    /** Each of half of what is read at once. */
    @Test
    void largeEntitiesAreReadFewerAtATime() {
        phoneOf(EVERYTHING);
        var reads = new AtomicInteger();
        var phone = new Phone(feed, COMPANY, USER, "d.phone", new InterruptedFeedQuery(feed, reads::incrementAndGet));
        var large = incompressible(110_000);
        feed.project(tag(1, large), tag(2, large), tag(3, large), tag(4, large), tag(5, large));
        var all = List.of("create Tag 1", "create Tag 2", "create Tag 3", "create Tag 4", "create Tag 5");

        assertEquals(all, phone.pullSince(START).actions());
        assertEquals(3, reads.getAndSet(0));
        assertEquals(all, phone.snapshot().actions());
        assertEquals(3, reads.get());
        assertEquals(List.of(all.subList(0, 2), all.subList(2, 4), all.subList(4, 5)), pages(phone, 2, FROM_THE_START));
    }

    private static String incompressible(int length) {
        return new Random(1)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Twelve in two moments, so that pages are cut within one; by chunks and lookaheads of every relation to the limit. */
    @Test
    void pagesAreTheWholeCutIntoPieces() {
        withSettings(TestSettings.DEFAULTS.withChunk(3));
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(6, "t"), tag(5, "t"), tag(4, "t"), tag(3, "t"), tag(2, "t"), tag(1, "t"));
        feed.project(
                contact(1, "c", COMPANY_WIDE),
                contact(2, "c", COMPANY_WIDE),
                contact(3, "c", COMPANY_WIDE),
                tag(7, "t"),
                tag(8, "t"),
                tag(9, "t"));
        var whole = phone.pullSince(START).actions();
        for (var limit = 1; limit <= 13; limit++) {
            var pages = pages(phone, limit, FROM_THE_START);

            assertEquals(whole, pages.stream().flatMap(List::stream).toList(), "limit " + limit);
            assertEquals((12 + limit - 1) / limit, pages.size(), "limit " + limit);
        }
    }

    @Test
    void aPageIsNeverTooManyChanges() {
        withSettings(TestSettings.DEFAULTS.withChunk(2).withMaxChanges(3));
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "t"), tag(2, "t"), tag(3, "t"), tag(4, "t"), tag(5, "t"));

        assertReload("Too many changes", phone.pullSince(START));
        assertEquals(5, page(phone, 1_000, FROM_THE_START).log().size());
    }

    @Test
    void whatMovesToALaterTimeMeanwhileIsMetThere() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "t"), tag(2, "t"), tag(3, "t"));
        var first = page(phone, 1, FROM_THE_START);
        feed.project(tag(1, "again"), tag(2, "moved"), destroy("Tag", 3));

        assertEquals(List.of("create Tag 1"), first.actions());
        assertEquals(
                List.of("create Tag 1", "create Tag 2", "destroy Tag 3"),
                next(phone, 10, first).actions());
    }

    /** What is told in a later page only is as new to the client as what is told in the first. */
    @Test
    void createsAndUpdatesAreToldApartByTheTimeOfTheFirstPage() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "t"), tag(2, "t"));
        var later = feed.watermark(COMPANY).plusNanos(1_000);
        feed.project(tag(1, "renamed"), tag(3, "t"), tag(4, "t"));
        feed.project(tag(4, "renamed"));
        var first = page(phone, 1, Map.of("start_date", later.toString()));
        var last = next(phone, 10, first);
        feed.project(tag(3, "renamed"));

        assertEquals(List.of("update Tag 1"), first.actions());
        assertEquals(List.of("create Tag 3", "create Tag 4"), last.actions());
        assertEquals(List.of("update Tag 3"), next(phone, 10, last).actions());
    }

    @Test
    void theTimestampOfAnUnfinishedPageIsThatOfItsLastElement() {
        var phone = phoneOf(EVERYTHING);
        atTime("2040-01-01T00:00:07.500000Z");
        feed.project(tag(1, "t"), tag(2, "t"));
        atTime("2040-01-01T00:00:09.500000Z");
        feed.project(tag(3, "t"));
        var first = page(phone, 1, FROM_THE_START);
        var last = next(phone, 10, first);

        assertEquals("2040-01-01T00:00:07GMT+00:00", first.timestamp());
        assertEquals(
                List.of("create Tag 1", "create Tag 2", "create Tag 3"),
                phone.pullSince(first.timestamp()).actions(),
                "who goes on by time misses nothing");
        assertEquals("2040-01-01T00:00:09GMT+00:00", last.timestamp());
        assertFalse(last.hasMore());
    }

    @Test
    void pagesOfSomeClassesStayWithThem() {
        var phone = phoneOf(EVERYTHING);
        feed.project(tag(1, "t"), contact(5, "Ann", COMPANY_WIDE), tag(2, "t"), tag(3, "t"));

        assertEquals(
                List.of(List.of("create Tag 1"), List.of("create Tag 2"), List.of("create Tag 3")),
                pages(phone, 1, Map.of("options", Map.of("Tag", Map.of("start_date", START.toString())))));
    }

    @Test
    void aLimitOutsideItsBoundsIsRefused() {
        var phone = phoneOf(EVERYTHING);
        for (var limit : List.of("0", "1001", "-1", "many")) {
            var refused = assertThrows(
                    InvalidFieldsException.class,
                    () -> phone.pull(Map.of("start_date", START.toString(), "limit", limit)));
            assertEquals("Limit is invalid", refused.getMessage());
        }
    }

    @Test
    void aChangeOfRightsEndsAPageAndCutsAnAnswerOfEverything() {
        withSettings(TestSettings.DEFAULTS.withChunk(2));
        phoneOf(EVERYTHING);
        feed.project(contact(1, "c", COMPANY_WIDE), contact(2, "c", COMPANY_WIDE), contact(3, "c", COMPANY_WIDE));

        var page = page(phoneLosingItsRightsAfterTheFirstChunk(), 10, FROM_THE_START);

        assertEquals(List.of("create Contact 1", "create Contact 2"), page.actions());
        assertTrue(page.hasMore());
        feed.project(user(USER, EVERYTHING));
        atTime("2040-01-01T00:01:00Z");
        new Phone(feed, COMPANY, USER).loaded();
        var phone = phoneLosingItsRightsAfterTheFirstChunk();
        assertThrows(RefusedException.class, () -> phone.pullSince(START));
    }

    private Phone phoneLosingItsRightsAfterTheFirstChunk() {
        var chunks = new AtomicInteger();
        return new Phone(feed, COMPANY, USER, "d.phone", new InterruptedFeedQuery(feed, () -> {
            if (chunks.incrementAndGet() == 1) {
                feed.project(user(USER, "{}"));
            }
        }));
    }
}
