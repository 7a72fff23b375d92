package app.velvet.sync.promise;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What befalls a cluster: each replica is killed, stopped or paused from time to time, whatever happens to the others; and the
 * database and the broker are, and operators have the feed rebuilt. A pause may be longer than all time-outs. What is to happen
 * happens in turns, so that nothing is left out for long.
 */
final class Faults {

    private enum OfReplica {
        KILLED,
        PAUSED,
        STOPPED
    }

    private enum OfServers {
        BROKER,
        DATABASE,
        FEED
    }

    private final Cluster cluster;
    private final Progress progress;
    private final List<Integer> shards;
    private final Workers workers;
    private final Tally tally;

    /** @param shards that are played in */
    Faults(Cluster cluster, Progress progress, List<Integer> shards, Workers workers, Tally tally) {
        this.cluster = cluster;
        this.progress = progress;
        this.shards = shards;
        this.workers = workers;
        this.tally = tally;
    }

    /** Lets them happen until the workers are to rest. What was broken is whole again when they do. */
    void begin(Random random) {
        for (var place : cluster.places()) {
            var own = new Random(random.nextLong());
            var turns = turns(
                    own,
                    List.of(OfReplica.KILLED, OfReplica.PAUSED),
                    List.of(OfReplica.STOPPED, OfReplica.PAUSED, OfReplica.PAUSED));
            workers.repeat("fault of a replica", () -> befall(place, next(turns), own));
        }
        var ofServers = new Random(random.nextLong());
        var turns = turns(ofServers, List.of(OfServers.values()));
        workers.repeat("fault of a server", () -> befall(next(turns), ofServers));
    }

    /** Each of these lists in an order of its own. */
    @SafeVarargs
    private static <T> Deque<T> turns(Random random, List<T>... faults) {
        var turns = new ArrayDeque<T>();
        for (var some : faults) {
            var shuffled = new ArrayList<>(some);
            Collections.shuffle(shuffled, random);
            turns.addAll(shuffled);
        }
        return turns;
    }

    private static <T> T next(Deque<T> turns) {
        var next = turns.remove();
        turns.add(next);
        return next;
    }

    private void befall(Cluster.Place place, OfReplica fault, Random random) {
        rest(random, 2_000, 14_000);
        if (workers.areToRest()) {
            return;
        }
        switch (fault) {
            case KILLED -> {
                tally.count("fault: replica killed");
                kill(place);
                restart(place, random);
            }
            case STOPPED -> {
                tally.count("fault: replica stopped");
                place.replica().close();
                restart(place, random);
            }
            case PAUSED -> {
                tally.count("fault: replica paused");
                place.replica().pause();
                rest(random, 200, 5_000);
                place.replica().resume();
            }
        }
    }

    private static void kill(Cluster.Place place) {
        try {
            place.replica().kill();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void restart(Cluster.Place place, Random random) {
        rest(random, 0, 2_000);
        start(place::start, random);
    }

    /** Which fails if what it needs is away just then, or if the machine has too much to do. */
    private static void start(Runnable start, Random random) {
        for (var tries = 1; ; tries++) {
            try {
                start.run();
                return;
            } catch (IllegalStateException failed) {
                if (tries == 10) {
                    throw failed;
                }
                rest(random, 500, 1_000);
            }
        }
    }

    private void befall(OfServers fault, Random random) {
        rest(random, 2_000, 10_000);
        if (workers.areToRest()) {
            return;
        }
        switch (fault) {
            case BROKER -> befallBroker(random);
            case DATABASE -> befallDatabase(random);
            case FEED -> {
                var shard = shards.get(random.nextInt(shards.size()));
                progress.rebuild(shard, () -> rebuild(shard));
            }
        }
        tally.count("faults of: " + fault);
    }

    private void befallBroker(Random random) {
        switch (random.nextInt(3)) {
            case 0 -> {
                tally.count("fault: broker killed");
                cluster.kafka().kill();
                rest(random, 0, 3_000);
                start(cluster.kafka()::start, random);
            }
            case 1 -> {
                tally.count("fault: broker restarted");
                cluster.kafka().stop();
                start(cluster.kafka()::start, random);
            }
            default -> {
                tally.count("fault: broker paused");
                cluster.kafka().pause();
                rest(random, 500, 4_000);
                cluster.kafka().resume();
            }
        }
    }

    private void befallDatabase(Random random) {
        if (random.nextInt(3) > 0) {
            tally.count("fault: database killed");
            cluster.postgres().kill();
            rest(random, 0, 2_000);
        } else {
            tally.count("fault: database restarted");
            cluster.postgres().stop();
        }
        start(cluster.postgres()::start, random);
    }

    /** From the topics, as an operator has it done who does not trust it any more. */
    private void rebuild(int shard) {
        try (var connection = cluster.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("call rebuild_feed(" + shard + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rest(Random random, int leastMillis, int mostMillis) {
        var millis = leastMillis + random.nextInt(mostMillis - leastMillis);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
