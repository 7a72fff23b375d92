package app.velvet.events;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Makes the reactive pool of a service's database, which keeps statements of any length prepared. Left to itself, Vert.x
 * parses and plans those of 2,048 characters and more anew with each execution, without a word; Hibernate's are soon as long.
 */
@Singleton
public class DatabasePool implements PgPoolCreator {

    /** On each connection; with those of Hibernate, a service has some hundreds. */
    private static final int MOST_STATEMENTS = 512;

    @Override
    public Pool create(Input input) {
        var connections = input.pgConnectOptionsList();
        connections.forEach(connection -> connection
                .setPreparedStatementCacheSqlLimit(Integer.MAX_VALUE)
                .setPreparedStatementCacheMaxSize(MOST_STATEMENTS));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.copyOf(connections))
                .using(input.vertx())
                .build();
    }
}
