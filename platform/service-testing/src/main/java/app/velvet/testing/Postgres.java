package app.velvet.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} a database of its own and the key of {@link TestTokens}, without Kafka. The init argument
 * {@value #DATABASE} names the database; default {@code test}.
 */
public class Postgres implements QuarkusTestResourceLifecycleManager {

    public static final String DATABASE = "database";

    private String database = "test";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault(DATABASE, database);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        EmbeddedPostgres postgres = TestPostgres.shared();
        postgres.database(database);
        settings.put("quarkus.datasource.username", EmbeddedPostgres.username());
        settings.put("quarkus.datasource.password", "unused");
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
        settings.put("velvet.token.jwks-url", TestTokens.jwksUrl());
        return settings;
    }

    /** Does nothing: the server is for all tests of this JVM. */
    @Override
    public void stop() {}
}
