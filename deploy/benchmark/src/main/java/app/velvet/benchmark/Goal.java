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

    /** For what is good to know, without a limit. */
    static Goal none(String unit) {
        return new Goal(Double.NaN, true, unit);
    }

    boolean isGiven() {
        return !Double.isNaN(limit);
    }

    /** How much of the goal is reached; 1 or more if it is. Not a number if there is none. */
    double reachedBy(double value) {
        if (isLeast) {
            return value / limit;
        }
        if (limit == 0) {
            return value <= 0 ? 1 : 0;
        }
        return limit / Math.max(value, 1e-9);
    }

    @Override
    public String toString() {
        if (!isGiven()) {
            return "";
        }
        return (isLeast ? "at least " : "at most ") + number(limit) + unit;
    }

    static String number(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
