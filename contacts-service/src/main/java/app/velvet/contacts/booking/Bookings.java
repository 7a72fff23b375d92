package app.velvet.contacts.booking;

import app.velvet.api.permission.Audience;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Questions about reservations and guestlists, answered from this service's copy in the caller's session. The copy is up to
 * date within about a second while Kafka is up.
 */
@ApplicationScoped
public class Bookings {

    private static final String RESERVATIONS = byIds("reservation");
    private static final String GUESTLISTS = byIds("guestlist");
    private static final String HAS_OPEN = """
            select exists (select 1 from booking b
                            where b.company_id = :companyId and b.contact_id = :contactId and b.unfinished
                              and b.ends_at > :now)
            """;
    private static final String HAS_EVENT =
            "select exists (select 1 from event where company_id = :companyId and id = :id)";

    private final Clock clock;

    Bookings(Clock clock) {
        this.clock = clock;
    }

    /** Those of these reservations that are known here, by id. */
    public Uni<Map<Long, Booking>> reservations(long companyId, Collection<Long> ids) {
        return find(RESERVATIONS, companyId, ids);
    }

    /** Those of these guestlists that are known here, by id. */
    public Uni<Map<Long, Booking>> guestlists(long companyId, Collection<Long> ids) {
        return find(GUESTLISTS, companyId, ids);
    }

    /** The reservation as it stays until the end of the caller's transaction; empty if it is not known here. */
    public Uni<Optional<Booking>> holdReservation(long companyId, long id) {
        return hold(RESERVATIONS, companyId, id);
    }

    /** The guestlist as it stays until the end of the caller's transaction; empty if it is not known here. */
    public Uni<Optional<Booking>> holdGuestlist(long companyId, long id) {
        return hold(GUESTLISTS, companyId, id);
    }

    /** Whether the contact is expected somewhere, or is there and not closed out. */
    public Uni<Boolean> hasOpen(long companyId, long contactId) {
        return Panache.getSession()
                .chain(session -> ask(session, HAS_OPEN, companyId)
                        .setParameter("contactId", contactId)
                        .setParameter("now", clock.instant())
                        .getSingleResult());
    }

    public Uni<Boolean> hasEvent(long companyId, long eventId) {
        return Panache.getSession()
                .chain(session -> ask(session, HAS_EVENT, companyId)
                        .setParameter("id", eventId)
                        .getSingleResult());
    }

    private static Uni<Optional<Booking>> hold(String query, long companyId, long id) {
        return find(query + " for share", companyId, List.of(id)).map(found -> Optional.ofNullable(found.get(id)));
    }

    private static Uni<Map<Long, Booking>> find(String query, long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(query, Object[].class)
                        .setParameter("companyId", companyId)
                        .setParameter("ids", ids.toArray(Long[]::new))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> booking(companyId, row))
                        .collect(Collectors.toMap(Booking::id, Function.identity())));
    }

    private static Mutiny.SelectionQuery<Boolean> ask(Mutiny.Session session, String query, long companyId) {
        return session.createNativeQuery(query, Boolean.class).setParameter("companyId", companyId);
    }

    private static String byIds(String table) {
        return "select id, contact_id, event_id, venue_id, event_name, stage, array_to_string(audience, ',') from "
                + table + " where company_id = :companyId and id = any(:ids)";
    }

    private static Booking booking(long companyId, Object[] row) {
        return new Booking(
                (Long) row[0],
                companyId,
                (Long) row[1],
                (Long) row[2],
                (Long) row[3],
                (String) row[4],
                (String) row[5],
                Arrays.stream(((String) row[6]).split(",")).map(Audience::parse).collect(Collectors.toSet()));
    }
}
