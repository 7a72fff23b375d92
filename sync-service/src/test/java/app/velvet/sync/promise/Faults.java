package app.velvet.sync.promise;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What befalls a cluster: each replica is killed, stopped or paused from time to time, whatever happens to the others; and the
 * database and the broker are. A pause may be longer than all time-outs.
 */
final class Faults {

    private final Cluster cluster;
    private final Workers workers;
    private final Tally tally;

    Faults(Cluster cluster, Workers workers, Tally tally) {
        this.cluster = cluster;
        this.workers = workers;
        this.tally = tally;
    }

    /** Lets them happen until the workers are to rest. What was broken is whole again when they do. */
    void begin(Random random) {
        for (var place : cluster.places()) {
            var own = new Random(random.nextLong());
            workers.repeat("fault of a replica", () -> befall(place, own));
        }
        var ofServers = new Random(random.nextLong());
        workers.repeat("fault of a server", () -> befallServers(ofServers));
    }

    private void befall(Cluster.Place place, Random random) {
        rest(random, 2_000, 16_000);
        if (workers.areToRest()) {
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                tally.count("fault: replica killed");
                kill(place);
                restart(place, random);
            }
            case 1 -> {
                tally.count("fault: replica stopped");
                place.replica().close();
                restart(place, random);
            }
            default -> {
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

    private void befallServers(Random random) {
        rest(random, 4_000, 14_000);
        if (workers.areToRest()) {
            return;
        }
        switch (random.nextInt(6)) {
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
            case 2 -> {
                tally.count("fault: broker paused");
                cluster.kafka().pause();
                rest(random, 500, 4_000);
                cluster.kafka().resume();
            }
            case 3, 4 -> {
                tally.count("fault: database killed");
                cluster.postgres().kill();
                rest(random, 0, 2_000);
                start(cluster.postgres()::start, random);
            }
            default -> {
                tally.count("fault: database restarted");
                cluster.postgres().stop();
                start(cluster.postgres()::start, random);
            }
        }
    }

    private static void rest(Random random, int leastMillis, int mostMillis) {
        var millis = leastMillis + random.nextInt(mostMillis - leastMillis);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
