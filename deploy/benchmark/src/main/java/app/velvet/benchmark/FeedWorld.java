package app.velvet.benchmark;

import app.velvet.testing.EmbeddedKafka;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestTokens;
import app.velvet.testing.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** A feed with its readers: a database, and a Kafka of its own, as two services on one would share out its partitions. */
final class FeedWorld implements AutoCloseable {

    private static final Duration STAFF_PATIENCE = Duration.ofMinutes(2);

    private final Bench bench;
    private final String name;
    private final FeedData data;
    private final List<List<Reach>> staff;
    private final EmbeddedKafka kafka;
    private final DataSource database;
    private final Publisher publisher;

    private FeedWorld(Bench bench, String name, FeedData data, List<List<Reach>> staff) {
        this.bench = bench;
        this.name = name;
        this.data = data;
        this.staff = staff;
        kafka = TestKafka.own(name);
        Topics.create(kafka.bootstrap());
        database = bench.postgres().database(name);
        publisher = new Publisher(kafka.bootstrap());
    }

    /** With a staff of all reaches in each company. */
    static FeedWorld of(Bench bench, String name, FeedData data) throws IOException, SQLException {
        var usual = IntStream.range(0, data.companies())
                .mapToObj(company -> Reach.ofStaff())
                .toList();
        return of(bench, name, data, usual);
    }

    /**
     * Makes one.
     *
     * @param name of its database
     * @param staff of each company, by their reach
     */
    static FeedWorld of(Bench bench, String name, FeedData data, List<List<Reach>> staff)
            throws IOException, SQLException {
        bench.tell("Loading " + data.entries() + " entries of " + data.companies() + " companies into " + name);
        var world = new FeedWorld(bench, name, data, staff);
        var projecting = world.start();
        world.hire();
        projecting.close();
        var loader = new FeedLoader(world.database, data);
        loader.load();
        loader.acknowledge();
        return world;
    }

    /** As auth-service would: so what they may see is stored by the projector itself. */
    private void hire() {
        for (int company = 0; company < staff.size(); company++) {
            for (int place = 0; place < staff.get(company).size(); place++) {
                long user = FeedData.userId(company, place);
                var member = """
                        {"id":%d,"first_name":"Mia","last_name":"Manager","active":true,"promoter":false,"service":false,\
                        "home_venue_id":%d,"permissions_struct":%s}""".formatted(
                                user,
                                FeedData.venueId(company, 0),
                                staff.get(company).get(place).permissions(company));
                publisher.publish(Publisher.STAFF, FeedData.companyId(company), "User", user, member, "company");
            }
        }
        publisher.flush();
        long readers = staff.stream().mapToLong(List::size).sum();
        Awaitility.await("the staff")
                .atMost(STAFF_PATIENCE)
                .until(() -> Sql.number(database, "select count(*) from feed_reader") == readers);
    }

    /** A service on it, ready. */
    PackagedProcess start() throws IOException {
        return start(PackagedProcess.USUAL_HEAP_MEGABYTES).awaitReady("/q/health/ready");
    }

    /** One that has only just been started. */
    PackagedProcess start(int heapMegabytes) throws IOException {
        return SyncService.start(
                bench.children(),
                Command.REPOSITORY,
                bench.work(),
                bench.postgres(),
                name,
                kafka.bootstrap(),
                heapMegabytes);
    }

    PackagedProcess startMinimal() throws IOException {
        return SyncService.startMinimal(bench.children(), Command.REPOSITORY, bench.work(), bench.postgres(), name);
    }

    /** A fresh token of each reader of that reach, of the companies in turn. */
    List<Reader> readers(Reach reach) {
        var readers = new ArrayList<Reader>();
        int most = staff.stream().mapToInt(List::size).max().orElse(0);
        for (int place = 0; place < most; place++) {
            for (int company = 0; company < staff.size(); company++) {
                var reaches = staff.get(company);
                if (place < reaches.size() && reaches.get(place) == reach) {
                    var token = TestTokens.issue(FeedData.companyId(company), FeedData.userId(company, place));
                    readers.add(new Reader(company, token));
                }
            }
        }
        return readers;
    }

    /** Somebody who pulls. */
    record Reader(int companyPlace, String token) {}

    String name() {
        return name;
    }

    FeedData data() {
        return data;
    }

    DataSource database() {
        return database;
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    Publisher publisher() {
        return publisher;
    }

    /** Leaves nothing; services on it must have ended. */
    @Override
    public void close() {
        publisher.close();
        kafka.kill();
        Sql.execute(bench.postgres().database("postgres"), "drop database " + name + " with (force)");
    }
}
