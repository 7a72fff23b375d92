package app.velvet.benchmark;

import app.velvet.benchmark.Rounds.Measured;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;

/** How fast the projector works off a backlog, beside pgbench upserting batches of the same size and shape. */
final class CatchingUp implements Part {

    static final String NAME = "projector";

    private static final double GOAL = 0.5;
    private static final int COMPANIES = 50;
    private static final int ENTITIES_BEFORE = 300;
    private static final int MOST_CHANGES = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Of a backlog, before its speed counts. */
    private static final double UNDER_WAY = 0.1;

    /** By then Java has compiled what the service does. */
    private static final int WARM_UPS = 4;

    private static final String DATABASE_OF_PGBENCH = "feed_of_pgbench";
    private static final String APPLIED =
            "select coalesce(sum(next_offset), 0) from consumer_position where topic = '" + Publisher.CONTACTS + "'";

    /** Entities of one transaction of the projector become visible at one time. */
    private static final String BATCH = """
            select coalesce(count(distinct (company_id, entity_id))::float8 / count(distinct (shard, visible_at)), 1)
              from feed_entry where class_name = 'Contact' and entity_id between %d and %d
            """;

    /** As FeedEntries writes; half of each batch is there already. */
    private static final String UPSERT = """
            \\set turn :turn + 1
            \\set place :turn %% %1$d
            \\set company_id %2$d + :place
            \\set shard :company_id %% 64
            \\set first 100000000 + (:turn / %1$d) * %3$d / 2
            begin;
            select from feed_shard where shard = :shard for update;
            update feed_shard set watermark = greatest(clock_timestamp(), watermark + interval '1 microsecond')
             where shard = :shard;
            insert into feed_entry as entry (shard, company_id, class_name, entity_id, audience_key,
                                             visible_at, visible_since, full_json, masked_json, full_for)
            select :shard::int, :company_id::bigint, 'Contact', :first::bigint + place, audience_key, now(), now(),
                   :full::text, :masked::text, :grants::text[]
              from generate_series(1, %3$d) as place, unnest(:keys::text[]) as audience_key
            on conflict on constraint pk_feed_entry do update
               set visible_at = excluded.visible_at,
                   visible_since = case when entry.destroyed then excluded.visible_since else entry.visible_since end,
                   destroyed = false,
                   full_json = excluded.full_json, masked_json = excluded.masked_json, full_for = excluded.full_for;
            commit;
            """;

    private record Moment(long nanos, double applied, Duration cpu) {}

    @Override
    public void measure(Bench bench) throws IOException, SQLException {
        int changes = (int) Math.max(2_000, Math.min(MOST_CHANGES, bench.size() / 100));
        try (var world = FeedWorld.of(bench, "feed_projector", FeedData.of(COMPANIES, ENTITIES_BEFORE))) {
            measure(bench, world, changes);
        }
    }

    private static void measure(Bench bench, FeedWorld world, int changes) throws IOException {
        Sql.execute(
                bench.postgres().database("postgres"),
                "create database " + DATABASE_OF_PGBENCH + " template " + world.name());
        var backlog = new Backlog(world, changes);
        try (var service = world.start()) {
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                catchUp(bench, world, service, backlog);
            }
            int batch = batchSize(world, backlog);
            var pgbench = pgbench(bench, batch);
            pgbench.run(bench.seconds());
            var rounds = new Rounds(GOAL, List.of("sync-service", "pgbench"));
            for (int round = 1; round <= bench.rounds(); round++) {
                bench.checkpoint();
                rounds.add("sync-service", catchUp(bench, world, service, backlog));
                bench.checkpoint();
                rounds.add("pgbench", upsert(bench, pgbench, batch));
                bench.tell("round " + round + ": " + Turns.latest(rounds));
            }
            bench.findings().add(NAME, "backlog, batches of " + batch, "/s", rounds);
        }
    }

    private static int batchSize(FeedWorld world, Backlog backlog) {
        var query = String.format(Locale.ROOT, BATCH, backlog.firstId(), backlog.lastId());
        return (int) Math.max(2, Math.rint(Sql.number(world.database(), query)));
    }

    /** The service goes on with what has gathered while it stood still. */
    private static Measured catchUp(Bench bench, FeedWorld world, PackagedProcess service, Backlog backlog) {
        try (var applied = new Sql.Question(world.database(), APPLIED)) {
            double from = applied.number();
            service.pause();
            int count = backlog.gather();
            service.goOn();
            var begun = await(bench, service, applied, from + count * UNDER_WAY);
            var done = await(bench, service, applied, from + count);
            var load = new Load((long) (done.applied - begun.applied), (done.nanos - begun.nanos) / 1e9);
            return Measured.of(load, done.cpu.minus(begun.cpu));
        }
    }

    private static Moment await(Bench bench, PackagedProcess service, Sql.Question applied, double count) {
        double now = Awaitility.await("the backlog")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(applied::number, number -> number >= count);
        return new Moment(System.nanoTime(), now, service.cpuTime().plus(bench.cpuTimeOfPostgres()));
    }

    private static Measured upsert(Bench bench, Pgbench pgbench, int batch) {
        var before = bench.cpuTimeOfPostgres();
        var batches = pgbench.run(bench.seconds());
        var changes = new Load(batches.requests() * batch, batches.seconds());
        return Measured.of(changes, bench.cpuTimeOfPostgres().minus(before));
    }

    /** On one connection, as the projector is. */
    private static Pgbench pgbench(Bench bench, int batch) throws IOException {
        var entity = StoredEntity.of(0, FeedData.of(COMPANIES, ENTITIES_BEFORE), 0);
        return new Pgbench(
                bench.children(),
                bench.work(),
                bench.postgres(),
                DATABASE_OF_PGBENCH,
                1,
                "projector",
                UPSERT.formatted(COMPANIES, FeedData.companyId(0), batch),
                Map.of(
                        "turn",
                        "0",
                        "full",
                        entity.fullJson(),
                        "masked",
                        entity.maskedJson(),
                        "grants",
                        "{" + String.join(",", entity.fullFor()) + "}",
                        "keys",
                        "{" + String.join(",", entity.keys()) + "}"));
    }

    /** Changes of contacts, which contacts-service could have published; each time, half of them are of new ones. */
    private static final class Backlog {

        private static final long FIRST_ID = 20_000_000;

        private final FeedWorld world;
        private final int changes;
        private long next = FIRST_ID;

        private Backlog(FeedWorld world, int changes) {
            this.world = world;
            this.changes = changes;
        }

        /** Returns how many changes it is. */
        private int gather() {
            long first = Math.max(FIRST_ID, next - changes / 2);
            for (long id = first; id < first + changes; id++) {
                int company = (int) (id % COMPANIES);
                var audience = "venue:" + FeedData.venueId(company, (int) (id / COMPANIES % FeedData.VENUES)) + ",user:"
                        + FeedData.userId(company, 0);
                world.publisher()
                        .publish(
                                Publisher.CONTACTS,
                                FeedData.companyId(company),
                                "Contact",
                                id,
                                StoredEntity.publishedContact(id),
                                audience);
            }
            world.publisher().flush();
            next = first + changes;
            return changes;
        }

        private long firstId() {
            return next - changes;
        }

        private long lastId() {
            return next - 1;
        }
    }
}
