package app.velvet.contacts.goal;

import app.velvet.api.parameters.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The period that a request asks for: what it does not say is as it is today.
 *
 * @param day counts for weeks alone
 */
record AskedPeriod(GoalMethod method, Integer year, Integer month, Integer day) {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    static AskedPeriod read(Fields fields) {
        var method = fields.oneOf("method", GoalMethod.class);
        return of(fields, method == null ? GoalMethod.MONTHLY : method);
    }

    static AskedPeriod readMonth(Fields fields) {
        return new AskedPeriod(
                GoalMethod.MONTHLY,
                fields.integer("year", FIRST_YEAR, LAST_YEAR),
                fields.integer("month", 1, 12),
                null);
    }

    private static AskedPeriod of(Fields fields, GoalMethod method) {
        var year = fields.integer("year", FIRST_YEAR, LAST_YEAR);
        var month = fields.integer("month", 1, 12);
        var day = fields.integer("day", 1, 31);
        if (year != null && month != null && day != null && !exists(year, month, day)) {
            fields.reject("day", "is invalid");
        }
        return new AskedPeriod(method, year, month, day);
    }

    private static boolean exists(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** @param today by the clocks of the company */
    Period on(LocalDate today) {
        var first =
                LocalDate.of(year == null ? today.getYear() : year, month == null ? today.getMonthValue() : month, 1);
        int wanted = day == null ? today.getDayOfMonth() : day;
        var asked = first.withDayOfMonth(Math.min(wanted, first.lengthOfMonth()));
        return Period.of(method, asked);
    }
}
