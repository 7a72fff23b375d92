package app.velvet.contacts.goal;

import static java.util.Objects.requireNonNullElse;

import app.velvet.contacts.goal.Progress.Reached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Goals, and what has been reached. */
@ApplicationScoped
class GoalRepository {

    private static final Map<String, GoalType> TYPES =
            Arrays.stream(GoalType.values()).collect(Collectors.toMap(GoalType::wireName, Function.identity()));

    /** No id. */
    private static final Long NOBODY = 0L;

    private static final String TODAY = "select company_day(:companyId, :now)";

    private static final String REACHED_BY_USER = """
            select goal_type, event_id, amount from goal_progress
             where company_id = :companyId and method = :method and period_start = :start and user_id = :userId
            """;
    private static final String REACHED_AT_VENUE = """
            select p.goal_type, p.event_id, sum(p.amount) from goal_progress p
              join staff_member m on m.company_id = p.company_id and m.id = p.user_id
             where p.company_id = :companyId and p.method = :method and p.period_start = :start
               and m.home_venue_id = :venueId and m.active and not m.service
             group by p.goal_type, p.event_id
            """;
    private static final String REACHED_BY_ALL = """
            select goal_type, user_id, sum(amount) from goal_progress
             where company_id = :companyId and goal_type in (:goalTypes) and method = :method and period_start = :start
             group by goal_type, user_id
            """;

    private static final String OF_PERIOD = """
            select g.* from goal g
              left join event e on e.company_id = g.company_id and e.id = g.event_id
             where g.company_id = :companyId and g.method = :method and (g.user_id = :userId or g.venue_id = :venueId)
               and (g.period_start = :start or e.date >= :start and e.date < :end)
            """;
    private static final String OF_EVENT = """
            select g.* from goal g
             where g.company_id = :companyId and g.event_id = :eventId and (g.user_id = :userId or g.venue_id = :venueId)
            """;
    private static final String THE_SAME = """
            select g.* from goal g
             where g.company_id = :companyId and g.goal_type = :goalType and g.method = :method
               and (g.user_id = :userId or g.venue_id = :venueId)
               and (g.period_start = :start and g.event_id is null or g.event_id = :eventId)
               for update
            """;

    /** The day by the clocks of the company. */
    Uni<LocalDate> today(long companyId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TODAY, LocalDate.class)
                        .setParameter("companyId", companyId)
                        .setParameter("now", now)
                        .getSingleResult());
    }

    Uni<List<Reached>> reached(Whose whose, Period period) {
        return Panache.getSession()
                .chain(session -> whose.userId() != null
                        ? rows(session, REACHED_BY_USER, whose.companyId(), period)
                                .setParameter("userId", whose.userId())
                                .getResultList()
                        : rows(session, REACHED_AT_VENUE, whose.companyId(), period)
                                .setParameter("venueId", whose.venueId())
                                .getResultList())
                .map(rows -> rows.stream().map(GoalRepository::reached).toList());
    }

    /** What each user has reached, by type; who has reached nothing is missing, as is what nobody has reached. */
    Uni<Map<GoalType, Map<Long, Double>>> reachedByAll(long companyId, List<GoalType> types, Period period) {
        return Panache.getSession()
                .chain(session -> rows(session, REACHED_BY_ALL, companyId, period)
                        .setParameter(
                                "goalTypes",
                                types.stream().map(GoalType::wireName).toList())
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> TYPES.get((String) row[0]),
                                Collectors.toMap(row -> (Long) row[1], row -> ((Number) row[2]).doubleValue()))));
    }

    /** The goals of a period and of the events in it. */
    Uni<List<Goal>> goals(Whose whose, Period period) {
        return Panache.getSession()
                .chain(session -> goals(session, OF_PERIOD, whose)
                        .setParameter("method", period.method().wireName())
                        .setParameter("start", period.start())
                        .setParameter("end", period.end())
                        .getResultList());
    }

    Uni<List<Goal>> goalsAt(long eventId, Whose whose) {
        return Panache.getSession()
                .chain(session -> goals(session, OF_EVENT, whose)
                        .setParameter("eventId", eventId)
                        .getResultList());
    }

    /** The goal that there is in the place of a new one, which nobody else changes until the end of the transaction. */
    Uni<Optional<Goal>> findForUpdate(Goal wanted) {
        return Panache.getSession()
                .chain(session -> goals(session, THE_SAME, wanted.whose())
                        .setParameter("goalType", wanted.goalType().wireName())
                        .setParameter("method", wanted.method().wireName())
                        .setParameter("start", requireNonNullElse(wanted.periodStart(), LocalDate.MIN))
                        .setParameter("eventId", requireNonNullElse(wanted.eventId(), NOBODY))
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<Goal> add(Goal goal) {
        return Panache.getSession()
                .chain(session -> session.persist(goal).chain(session::flush))
                .replaceWith(goal);
    }

    private static Mutiny.SelectionQuery<Goal> goals(Mutiny.Session session, String query, Whose whose) {
        return session.createNativeQuery(query, Goal.class)
                .setParameter("companyId", whose.companyId())
                .setParameter("userId", requireNonNullElse(whose.userId(), NOBODY))
                .setParameter("venueId", requireNonNullElse(whose.venueId(), NOBODY));
    }

    private static Mutiny.SelectionQuery<Object[]> rows(
            Mutiny.Session session, String query, long companyId, Period period) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("companyId", companyId)
                .setParameter("method", period.method().wireName())
                .setParameter("start", period.start());
    }

    private static Reached reached(Object[] row) {
        return new Reached(TYPES.get((String) row[0]), (Long) row[1], ((Number) row[2]).doubleValue());
    }
}
