package app.velvet.sync.memory;

import java.time.Instant;

/** The newest change under an audience key. */
public record Advance(AudienceKey key, Instant at) {

    /** @param name e.g. {@code Contact/venue:12} */
    public record AudienceKey(long companyId, String name) {}
}
