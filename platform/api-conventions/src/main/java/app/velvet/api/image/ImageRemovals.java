package app.velvet.api.image;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The names that are due for removal, in a table {@code image_removal} of the service. A removal that has been claimed
 * cannot be taken back any more.
 */
@ApplicationScoped
class ImageRemovals {

    private static final String NOTE = "insert into image_removal (company_id, name, due_at) values ($1, $2, $3)";

    private static final String NOTE_IN_TRANSACTION =
            "insert into image_removal (company_id, name, due_at) values (:companyId, :name, :dueAt)";

    private static final String TAKE_BACK =
            "delete from image_removal where company_id = :companyId and name = :name and not claimed";

    private static final String CLAIM = """
            update image_removal set claimed = true
             where (company_id, name) in (
                select company_id, name from image_removal
                 where due_at <= $1
                 order by due_at
                 limit $2
                 for update skip locked)
            returning company_id, name
            """;

    private static final String FORGET = """
            delete from image_removal
             where (company_id, name) in (select * from unnest($1::bigint[], $2::text[]))
            """;

    private static final String PUT_OFF = """
            update image_removal set due_at = $3
             where (company_id, name) in (select * from unnest($1::bigint[], $2::text[]))
            """;

    private final Pool database;

    ImageRemovals(Pool database) {
        this.database = database;
    }

    /** An image that is to be removed. */
    record Removal(long companyId, String name) {}

    /** In a transaction of its own: it stays, whatever becomes of the request. */
    Uni<Void> note(long companyId, String name, Instant dueAt) {
        return database.preparedQuery(NOTE)
                .execute(Tuple.of(companyId, name, utc(dueAt)))
                .replaceWithVoid();
    }

    /** In the transaction of the session. */
    Uni<Void> noteInTransaction(long companyId, String name, Instant dueAt) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOTE_IN_TRANSACTION)
                        .setParameter("companyId", companyId)
                        .setParameter("name", name)
                        .setParameter("dueAt", dueAt)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether that was possible, in the transaction of the session. */
    Uni<Boolean> takeBack(long companyId, String name) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE_BACK)
                        .setParameter("companyId", companyId)
                        .setParameter("name", name)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Some of those that are due, those among them that were claimed already and not forgotten. */
    Uni<List<Removal>> claimDue(Instant now, int limit) {
        return database.preparedQuery(CLAIM).execute(Tuple.of(utc(now), limit)).map(ImageRemovals::removals);
    }

    /** To be called when their files are gone. */
    Uni<Void> forget(List<Removal> removed) {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(companyIds(removed), names(removed)))
                .replaceWithVoid();
    }

    /** They stay claimed. */
    Uni<Void> putOff(List<Removal> failed, Instant dueAt) {
        return database.preparedQuery(PUT_OFF)
                .execute(Tuple.of(companyIds(failed), names(failed), utc(dueAt)))
                .replaceWithVoid();
    }

    private static Long[] companyIds(List<Removal> removals) {
        return removals.stream().map(Removal::companyId).toArray(Long[]::new);
    }

    private static String[] names(List<Removal> removals) {
        return removals.stream().map(Removal::name).toArray(String[]::new);
    }

    private static List<Removal> removals(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Removal(row.getLong("company_id"), row.getString("name")))
                .toList();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
