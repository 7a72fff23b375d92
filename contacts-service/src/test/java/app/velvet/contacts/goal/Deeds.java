package app.velvet.contacts.goal;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What there is in a company that may count, by id, and what it comes to as the contract says it, without asking the database:
 * what counts for which goal, for whom, and on which day by the company's clocks.
 */
final class Deeds {

    private static final List<String> PARTNERS = List.of("partner", "both");

    final Map<Long, Sale> reservations = new HashMap<>();
    final Map<Long, Guests> guestlists = new HashMap<>();
    final Map<Long, Share> shares = new HashMap<>();
    final Map<Long, Guest> contacts = new HashMap<>();
    final Map<Long, Task> tasks = new HashMap<>();
    final Map<Long, Log> logs = new HashMap<>();

    /** @param closedOut nothing is sold before */
    record Sale(long originatorId, long eventId, LocalDate date, boolean closedOut, double spent) {}

    /** @param number who came where they were counted, else who are expected */
    record Guests(long userId, LocalDate date, String stage, int number) {}

    record Share(long userId, Instant sharedAt) {}

    /** A contact. */
    record Guest(long creatorId, Instant createdAt, String state) {

        Guest becoming(String newState) {
            return new Guest(creatorId, createdAt, newState);
        }
    }

    /** @param completedAt null while it is not */
    record Task(long contactId, long ownerId, Instant completedAt) {}

    record Log(long contactId, long userId, String kind, Instant date) {}

    void removeContact(long id) {
        contacts.remove(id);
        tasks.values().removeIf(task -> task.contactId() == id);
        logs.values().removeIf(log -> log.contactId() == id);
    }

    /** What has been reached, under the names that {@link KeptProgress} has for it; where it is nothing, nothing. */
    Map<String, Double> reached(ZoneId clocks) {
        var reached = new Reached(clocks);
        reservations.values().stream()
                .filter(Sale::closedOut)
                .forEach(sale -> reached.add("sales", sale.originatorId(), sale.eventId(), sale.date(), sale.spent()));
        guestlists.values().stream()
                .filter(guests -> guests.stage().equals("win"))
                .forEach(guests -> reached.add("guestlist", guests.userId(), 0, guests.date(), guests.number()));
        shares.values().forEach(share -> reached.add("social_media", share.userId(), share.sharedAt()));
        contacts.values().forEach(guest -> reached.add("new_contacts", guest.creatorId(), guest.createdAt()));
        tasks.values().stream()
                .filter(task -> task.completedAt() != null)
                .forEach(task -> reached.add("logged_tasks", task.ownerId(), task.completedAt()));
        logs.values().forEach(log -> count(log, reached));
        reached.amounts.values().removeIf(amount -> amount == 0);
        return reached.amounts;
    }

    private void count(Log log, Reached reached) {
        if (Objects.equals(log.kind(), "email")) {
            reached.add("email_blasts", log.userId(), log.date());
        }
        if (PARTNERS.contains(contacts.get(log.contactId()).state())) {
            reached.add("partner_outreach", log.userId(), log.date());
        }
    }

    private record Reached(ZoneId clocks, Map<String, Double> amounts) {

        Reached(ZoneId clocks) {
            this(clocks, new HashMap<>());
        }

        void add(String goalType, long userId, Instant moment) {
            add(goalType, userId, 0, LocalDate.ofInstant(moment, clocks), 1);
        }

        void add(String goalType, long userId, long eventId, LocalDate day, double amount) {
            var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            add("%s monthly %s %d %d".formatted(goalType, day.withDayOfMonth(1), userId, eventId), amount);
            add("%s weekly %s %d %d".formatted(goalType, monday, userId, eventId), amount);
        }

        private void add(String goal, double amount) {
            amounts.merge(goal, amount, Double::sum);
        }
    }
}
