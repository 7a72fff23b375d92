package app.velvet.contacts.goal;

import app.velvet.contacts.goal.GoalView.EventSales;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** What somebody has reached in a period, and what he was to reach. */
record Progress(Period period, List<Reached> reached, List<Goal> goals) {

    /**
     * @param eventId 0 for what is not sold at an event
     */
    record Reached(GoalType goalType, long eventId, double amount) {}

    GoalView of(GoalType type) {
        var current = reached.stream()
                .filter(one -> one.goalType() == type)
                .mapToDouble(Reached::amount)
                .sum();
        var ofEvents = type == GoalType.SALES && period.method() == GoalMethod.MONTHLY ? eventSales() : null;
        return GoalView.of(period.method(), type, current, goalAmount(type, null), ofEvents);
    }

    /** How far that goal is reached. */
    GoalView about(Goal goal) {
        if (goal.eventId() == null) {
            return of(goal.goalType());
        }
        return GoalView.of(goal.method(), goal.goalType(), sold(goal.eventId()), goal.goalAmount(), null);
    }

    List<GoalView> of(List<GoalType> types) {
        return types.stream().map(this::of).toList();
    }

    private List<EventSales> eventSales() {
        var eventIds = new TreeSet<Long>();
        reached.stream()
                .filter(one -> one.goalType() == GoalType.SALES)
                .map(Reached::eventId)
                .forEach(eventIds::add);
        goals.stream().map(Goal::eventId).filter(Objects::nonNull).forEach(eventIds::add);
        return eventIds.stream()
                .map(eventId -> EventSales.of(eventId, sold(eventId), goalAmount(GoalType.EVENT_SALES, eventId)))
                .toList();
    }

    private double sold(long eventId) {
        return reached.stream()
                .filter(one -> one.goalType() == GoalType.SALES && one.eventId() == eventId)
                .mapToDouble(Reached::amount)
                .sum();
    }

    private double goalAmount(GoalType type, Long eventId) {
        var wanted = goals.stream()
                .filter(goal -> goal.goalType() == type && Objects.equals(goal.eventId(), eventId))
                .toList();
        return amountOf(wanted);
    }

    /** A goal of one's own is before that of one's venue; 0 where there is none. */
    static double amountOf(List<Goal> goals) {
        return goals.stream()
                .filter(goal -> goal.userId() != null)
                .findFirst()
                .or(() -> goals.stream().findFirst())
                .map(Goal::goalAmount)
                .orElse(0.0);
    }
}
