package app.velvet.contacts.goal;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;

/** Goals as they are published: what is to be reached, not what has been. */
final class GoalChanges {

    static final String GOAL = "Goal";

    private GoalChanges() {}

    /**
     * @param periodStart the first day of the month or week; null if the goal is for an event
     */
    @RegisterForReflection
    record Published(
            long id,
            long companyId,
            Long userId,
            Long venueId,
            Long eventId,
            GoalType goalType,
            GoalMethod method,
            LocalDate periodStart,
            double goalAmount) {}

    static ChangeEvent of(Action action, Goal goal, Long actorId) {
        var data = new Published(
                goal.id(),
                goal.companyId(),
                goal.userId(),
                goal.venueId(),
                goal.eventId(),
                goal.goalType(),
                goal.method(),
                goal.periodStart(),
                goal.goalAmount());
        return new ChangeEvent(goal.companyId(), GOAL, goal.id(), action, data, goal.audience(), actorId);
    }
}
