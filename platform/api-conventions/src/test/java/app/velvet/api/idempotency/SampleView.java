package app.velvet.api.idempotency;

import java.time.Instant;

public record SampleView(long id, String name, Instant createdAt) {}
