package app.velvet.benchmark;

import java.util.Locale;

/** What a value is to reach. */
record Goal(double limit, boolean isLeast, String unit) {

    static Goal atLeast(double limit, String unit) {
        return new Goal(limit, true, unit);
    }

    static Goal atMost(double limit, String unit) {
        return new Goal(limit, false, unit);
    }

    /** How much of the goal is reached; 1 or more if it is. */
    double reachedBy(double value) {
        return isLeast ? value / limit : limit / Math.max(value, 1e-9);
    }

    @Override
    public String toString() {
        return (isLeast ? "at least " : "at most ") + number(limit) + unit;
    }

    static String number(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
