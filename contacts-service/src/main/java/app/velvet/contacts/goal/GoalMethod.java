package app.velvet.contacts.goal;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How long a period is. */
enum GoalMethod implements WireName {
    MONTHLY("monthly") {
        @Override
        LocalDate startOf(LocalDate day) {
            return day.withDayOfMonth(1);
        }
    },
    /** From Monday on. */
    WEEKLY("weekly") {
        @Override
        LocalDate startOf(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    };

    @EnumeratedValue
    private final String wireName;

    GoalMethod(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The first day of the period that a day is in. */
    abstract LocalDate startOf(LocalDate day);
}
