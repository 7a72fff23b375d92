package app.velvet.events.consumer;

import app.velvet.events.consumer.Received.Place;

/**
 * How far one company is in a topic.
 *
 * @param last where the last change that counted was, or null
 * @param inSnapshot whether it is in an epoch whose snapshot has not ended
 * @param sweepOffset the position from which on it may be swept, or null if there is nothing to sweep
 * @param stopped whether it stands still
 */
record CompanyPlace(Place last, boolean inSnapshot, Long sweepOffset, boolean stopped) {

    /** Whether what is named has to be remembered, because what is not will be swept. */
    boolean isResynchronising() {
        return inSnapshot || sweepOffset != null;
    }

    boolean isNewEpoch(Place place) {
        return last != null && !last.epoch().equals(place.epoch());
    }

    CompanyPlace at(Place place) {
        return new CompanyPlace(place, inSnapshot || isNewEpoch(place), sweepOffset, stopped);
    }

    CompanyPlace withSnapshotEnded(long nextOffset) {
        var sweep = sweepOffset == null ? nextOffset : Math.max(sweepOffset, nextOffset);
        return new CompanyPlace(last, false, sweep, stopped);
    }
}
