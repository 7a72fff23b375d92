package app.velvet.contacts.goal;

import app.velvet.api.parameters.Fields;

/**
 * A goal that is to be, in the place of the one that there may be.
 *
 * @param userId null where {@code venueId} is not
 * @param eventId null unless it is for {@link GoalType#EVENT_SALES}
 * @param period of the goal, where it is not for an event
 */
record NewGoal(Long userId, Long venueId, Long eventId, GoalType goalType, AskedPeriod period, double goalAmount) {

    private static final double MOST = 1e12;

    static NewGoal read(Fields fields) {
        var userId = fields.id("user_id");
        var venueId = fields.id("venue_id");
        if ((userId == null) == (venueId == null)) {
            fields.reject("user_id", "or venue_id must be given, and not both");
        }
        var eventId = fields.id("event_id");
        var goalType = fields.oneOf("goal_type", GoalType.class);
        if (!fields.isFilled("goal_type")) {
            fields.reject("goal_type", "can't be blank");
        } else if ((goalType == GoalType.EVENT_SALES) != (eventId != null)) {
            fields.reject("event_id", "belongs to event_sales, and event_sales to an event");
        }
        return new NewGoal(userId, venueId, eventId, goalType, AskedPeriod.read(fields), amount(fields));
    }

    private static double amount(Fields fields) {
        var amount = fields.decimal("goal_amount");
        if (amount == null) {
            fields.reject("goal_amount", "can't be blank");
            return 0;
        }
        if (!(amount >= 0 && amount <= MOST)) {
            fields.reject("goal_amount", "is invalid");
        }
        return amount;
    }
}
