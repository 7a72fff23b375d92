package app.velvet.sync.pull;

import app.velvet.sync.feed.FeedClass;

/**
 * Why a pull is answered with {@code status} 1 instead of changes.
 *
 * @param message as the contract words it
 */
record Reload(Reason reason, String message) {

    /** In the order in which they are checked. */
    enum Reason {
        UNKNOWN_PARAMS,
        INVALID_PARAMS,
        INVALID_TIMESTAMP,
        INVALID_TIMESTAMP_AT_CLASS,
        UNKNOWN_DEVICE,
        NO_ACHIEVEMENTS,
        TOO_MANY_CHANGES
    }

    static Reload unknownParams() {
        return new Reload(Reason.UNKNOWN_PARAMS, "Unknown params");
    }

    static Reload invalidParams() {
        return new Reload(Reason.INVALID_PARAMS, "Invalid params");
    }

    static Reload invalidTimestamp() {
        return new Reload(Reason.INVALID_TIMESTAMP, "Invalid timestamp");
    }

    static Reload invalidTimestampAt(FeedClass feedClass) {
        return new Reload(Reason.INVALID_TIMESTAMP_AT_CLASS, "Invalid timestamp at " + feedClass.wireName());
    }

    static Reload unknownDevice() {
        return new Reload(Reason.UNKNOWN_DEVICE, "Unknown device");
    }

    static Reload noAchievements(FeedClass onlyOne) {
        return new Reload(Reason.NO_ACHIEVEMENTS, "No achievements: '" + onlyOne.wireName() + "'");
    }

    static Reload noAchievementsAtSomeClasses() {
        return new Reload(Reason.NO_ACHIEVEMENTS, "No achievements at some classes");
    }

    static Reload tooManyChanges() {
        return new Reload(Reason.TOO_MANY_CHANGES, "Too many changes");
    }
}
