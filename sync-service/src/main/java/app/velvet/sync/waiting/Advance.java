package app.velvet.sync.waiting;

import java.time.Instant;

/** The newest change under an audience key. */
record Advance(AudienceKey key, Instant at) {

    /** @param name e.g. {@code Contact/venue:12} */
    record AudienceKey(long companyId, String name) {}
}
