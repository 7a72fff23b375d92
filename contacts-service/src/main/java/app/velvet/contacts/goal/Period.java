package app.velvet.contacts.goal;

import java.time.LocalDate;

/** A month, or a week. */
record Period(GoalMethod method, LocalDate start) {

    /** The one that a day is in. */
    static Period of(GoalMethod method, LocalDate day) {
        return new Period(method, method.startOf(day));
    }

    /** The first day after it. */
    LocalDate end() {
        return method == GoalMethod.MONTHLY ? start.plusMonths(1) : start.plusWeeks(1);
    }
}
