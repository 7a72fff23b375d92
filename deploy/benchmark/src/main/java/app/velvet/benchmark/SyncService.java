package app.velvet.benchmark;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestTokens;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** How a process of the packaged sync-service, and of the minimal endpoint beside it, is started. */
final class SyncService {

    static final ObjectMapper JSON = new ObjectMapper();

    private SyncService() {}

    /** Without waiting for it. */
    static PackagedProcess start(
            Children children,
            Path repository,
            Path work,
            EmbeddedPostgres postgres,
            String database,
            String kafka,
            int heapMegabytes)
            throws IOException {
        var settings = new TreeMap<>(PackagedProcess.reactive(postgres, database));
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("velvet.token.jwks-url", TestTokens.jwksUrl());
        // no auth-service is there to be asked
        settings.put("velvet.staff.ended-access-poll", "1h");
        return PackagedProcess.start(
                children,
                repository.resolve("sync-service"),
                work,
                "sync-service-" + database,
                PackagedProcess.serviceJava(heapMegabytes),
                settings);
    }

    static PackagedProcess startMinimal(
            Children children, Path repository, Path work, EmbeddedPostgres postgres, String database)
            throws IOException {
        return PackagedProcess.start(
                        children,
                        repository.resolve("deploy/benchmark/minimal"),
                        work,
                        "minimal-endpoint-" + database,
                        PackagedProcess.java(PackagedProcess.USUAL_HEAP_MEGABYTES),
                        Map.copyOf(PackagedProcess.reactive(postgres, database)))
                .awaitReady("/changes?shard=0&company=0&key=none&since=2000-01-01T00:00:00Z");
    }
}
