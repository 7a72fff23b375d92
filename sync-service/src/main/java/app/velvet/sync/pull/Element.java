package app.velvet.sync.pull;

import app.velvet.events.Action;
import java.time.Instant;

/**
 * An element of the activity log.
 *
 * @param visibleAt since when the state has been visible in the feed
 * @param data the entity as JSON in the form for this reader; null for a destroy
 */
record Element(Instant visibleAt, Action action, String className, long id, String data) {

    Position position() {
        return new Position(visibleAt, className, id);
    }

    /** A place in the order of the feed: by time and, within one time, by class and id. */
    record Position(Instant visibleAt, String className, long id) {

        /** Before everything that is visible at {@code time} or later. */
        static Position before(Instant time) {
            return new Position(time, "", 0);
        }
    }
}
