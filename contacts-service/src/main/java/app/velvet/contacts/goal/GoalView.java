package app.velvet.contacts.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A goal and how far somebody has got.
 *
 * @param goalAmount 0 where nobody has set one, as {@code percentsTowardsGoal} then is
 * @param eventSales the events that it comes from; null, and then not written at all, unless it is about the sales of a month
 */
record GoalView(
        GoalMethod method,
        GoalType goalType,
        double currentAmount,
        double goalAmount,
        double percentsTowardsGoal,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<EventSales> eventSales) {

    /** The part of one event. */
    record EventSales(
            long eventId,
            GoalMethod method,
            GoalType goalType,
            double currentAmount,
            double goalAmount,
            double percentsTowardsGoal) {

        static EventSales of(long eventId, double currentAmount, double goalAmount) {
            return new EventSales(
                    eventId,
                    GoalMethod.MONTHLY,
                    GoalType.EVENT_SALES,
                    currentAmount,
                    goalAmount,
                    percents(currentAmount, goalAmount));
        }
    }

    static GoalView of(
            GoalMethod method, GoalType type, double currentAmount, double goalAmount, List<EventSales> eventSales) {
        return new GoalView(method, type, currentAmount, goalAmount, percents(currentAmount, goalAmount), eventSales);
    }

    /** With two decimals. */
    private static double percents(double currentAmount, double goalAmount) {
        return goalAmount == 0 ? 0 : Math.round(currentAmount / goalAmount * 10_000) / 100.0;
    }
}
