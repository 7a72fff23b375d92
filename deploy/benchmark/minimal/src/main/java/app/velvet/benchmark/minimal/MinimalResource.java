package app.velvet.benchmark.minimal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;

/** The stored entities under one audience key, as they are stored, as a JSON array. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class MinimalResource {

    private static final String CHANGES = """
            select full_json from feed_entry
             where shard = $1::int and company_id = $2::bigint and audience_key = $3::text
               and visible_at >= $4::timestamptz
             order by visible_at, class_name, entity_id
            """;

    private static final String EVERYTHING = """
            select full_json, visible_at, class_name, entity_id from feed_entry
             where shard = $1::int and company_id = $2::bigint and audience_key = $3::text
               and (visible_at, class_name, entity_id) > ($4::timestamptz, $5::text, $6::bigint)
             order by visible_at, class_name, entity_id
             limit $7::int
            """;
    private static final OffsetDateTime BEGINNING = OffsetDateTime.parse("2000-01-01T00:00:00Z");

    /** What is in memory of a large answer at once. */
    private static final int CHUNK = 500;

    private final Pool database;

    MinimalResource(Pool database) {
        this.database = database;
    }

    /** What has changed since a time, in one piece. */
    @GET
    @Path("changes")
    public Uni<Buffer> changes(
            @RestQuery int shard, @RestQuery long company, @RestQuery String key, @RestQuery String since) {
        return database.preparedQuery(CHANGES)
                .execute(Tuple.of(shard, company, key, OffsetDateTime.parse(since)))
                .map(rows -> joined(rows, "[").appendString("]"));
    }

    /** All there is, chunk by chunk. */
    @GET
    @Path("everything")
    public Multi<Buffer> everything(@RestQuery int shard, @RestQuery long company, @RestQuery String key) {
        var place = new Place(shard, company, key);
        var chunks = Multi.createBy()
                .repeating()
                .uni(() -> next(place))
                .whilst(chunk -> !place.isLast)
                .onCompletion()
                .continueWith(Buffer.buffer("]"));
        return RestMulti.fromMultiData(chunks).encodeAsJsonArray(false).build();
    }

    private Uni<Buffer> next(Place place) {
        return database.preparedQuery(EVERYTHING).execute(place.parameters()).map(rows -> {
            var chunk = joined(rows, place.hasBegun ? "," : "[");
            place.moveTo(rows);
            return chunk;
        });
    }

    private static Buffer joined(RowSet<Row> rows, String first) {
        var joined = Buffer.buffer(rows.size() * 1_024 + 2);
        var separator = first;
        for (var row : rows) {
            joined.appendString(separator).appendString(row.getString(0));
            separator = ",";
        }
        return rows.size() == 0 && first.equals("[") ? joined.appendString("[") : joined;
    }

    /** Where a large answer has come to. */
    private static final class Place {

        private final int shard;
        private final long company;
        private final String key;
        private OffsetDateTime visibleAt = BEGINNING;
        private String className = "";
        private long id;
        private boolean hasBegun;
        private boolean isLast;

        private Place(int shard, long company, String key) {
            this.shard = shard;
            this.company = company;
            this.key = key;
        }

        private Tuple parameters() {
            return Tuple.tuple()
                    .addInteger(shard)
                    .addLong(company)
                    .addString(key)
                    .addOffsetDateTime(visibleAt)
                    .addString(className)
                    .addLong(id)
                    .addInteger(CHUNK);
        }

        private void moveTo(RowSet<Row> rows) {
            hasBegun = true;
            isLast = rows.size() < CHUNK;
            Row last = null;
            for (var row : rows) {
                last = row;
            }
            if (last != null) {
                visibleAt = last.getOffsetDateTime(1);
                className = last.getString(2);
                id = last.getLong(3);
            }
        }
    }
}
