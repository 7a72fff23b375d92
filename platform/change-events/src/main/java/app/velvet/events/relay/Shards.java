package app.velvet.events.relay;

import app.velvet.events.Partitions;

/** The shares into which a service's companies are divided among its relays; each has whole partitions. */
public final class Shards {

    public static final int COUNT = 8;

    private Shards() {}

    public static int of(long companyId) {
        return Partitions.of(companyId) % COUNT;
    }
}
