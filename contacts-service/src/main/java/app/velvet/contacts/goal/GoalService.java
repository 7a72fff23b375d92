package app.velvet.contacts.goal;

import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.persistence.UniqueConstraint;
import app.velvet.api.token.Caller;
import app.velvet.contacts.booking.Bookings;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** What can be done with goals. */
@ApplicationScoped
class GoalService {

    private static final int MOST_REPETITIONS = 2;

    private final GoalRepository goals;
    private final Bookings bookings;
    private final StaffMembers staff;
    private final Outbox outbox;
    private final Clock clock;

    GoalService(GoalRepository goals, Bookings bookings, StaffMembers staff, Outbox outbox, Clock clock) {
        this.goals = goals;
        this.bookings = bookings;
        this.staff = staff;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The caller's goals of these types, in that order. */
    @WithSession
    Uni<List<GoalView>> of(Caller caller, AskedPeriod asked, List<GoalType> types) {
        return period(caller.companyId(), asked)
                .chain(period -> progress(own(caller), period))
                .map(progress -> progress.of(types));
    }

    @WithSession
    Uni<EventGoalView> ofEvent(Caller caller, long eventId) {
        return requireEvent(caller.companyId(), eventId)
                .chain(() -> goals.goalsAt(eventId, own(caller)))
                .map(Progress::amountOf)
                .map(EventGoalView::new);
    }

    /** Takes the place of the goal that there was. */
    Uni<GoalView> set(Caller caller, NewGoal wanted) {
        caller.require(
                wanted.eventId() == null ? Right.MANAGE_GOALS : Right.MANAGE_EVENT_GOALS,
                Goal.audience(wanted.userId(), wanted.venueId()));
        return requireUser(caller.companyId(), wanted.userId())
                .chain(() -> Uni.createFrom()
                        .deferred(() -> store(caller, wanted))
                        .onFailure(UniqueConstraint.violation("uq_goal"))
                        .retry()
                        .atMost(MOST_REPETITIONS));
    }

    @WithTransaction
    Uni<GoalView> store(Caller caller, NewGoal wanted) {
        return requireEvent(caller.companyId(), wanted.eventId())
                .chain(() -> period(caller.companyId(), wanted.period()))
                .chain(period -> stored(caller, new Goal(caller.companyId(), wanted, period))
                        .chain(goal -> progress(goal.whose(), period).map(progress -> progress.about(goal))));
    }

    private Uni<Goal> stored(Caller caller, Goal wanted) {
        return goals.findForUpdate(wanted)
                .chain(known -> known.isPresent()
                        ? changed(caller, known.get(), wanted.goalAmount())
                        : goals.add(wanted)
                                .call(goal ->
                                        outbox.append(List.of(GoalChanges.of(Action.CREATE, goal, caller.userId())))));
    }

    private Uni<Goal> changed(Caller caller, Goal goal, double amount) {
        if (goal.goalAmount() == amount) {
            return Uni.createFrom().item(goal);
        }
        goal.become(amount);
        return outbox.append(List.of(GoalChanges.of(Action.UPDATE, goal, caller.userId())))
                .replaceWith(goal);
    }

    private Uni<Progress> progress(Whose whose, Period period) {
        return goals.reached(whose, period)
                .chain(reached -> goals.goals(whose, period).map(known -> new Progress(period, reached, known)));
    }

    private Uni<Period> period(long companyId, AskedPeriod asked) {
        return goals.today(companyId, clock.instant()).map(asked::on);
    }

    private Uni<Void> requireEvent(long companyId, Long eventId) {
        return eventId == null
                ? Uni.createFrom().voidItem()
                : bookings.hasEvent(companyId, eventId)
                        .invoke(isKnown -> {
                            if (!isKnown) {
                                throw new RefusedException(GoalError.EVENT_NOT_FOUND, eventId);
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<Void> requireUser(long companyId, Long userId) {
        return userId == null
                ? Uni.createFrom().voidItem()
                : staff.find(companyId, List.of(userId))
                        .invoke(found -> requireActive(found, userId))
                        .replaceWithVoid();
    }

    private static void requireActive(List<StaffMember> found, long userId) {
        if (found.isEmpty()) {
            throw new RefusedException(GoalError.USER_NOT_FOUND, userId);
        }
        if (!found.get(0).active()) {
            throw new RefusedException(GoalError.USER_DEACTIVATED, userId);
        }
    }

    private static Whose own(Caller caller) {
        return new Whose(caller.companyId(), caller.userId(), caller.homeVenueId());
    }
}
