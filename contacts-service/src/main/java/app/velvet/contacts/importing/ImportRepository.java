package app.velvet.contacts.importing;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Imports and their files as they are stored. */
@ApplicationScoped
class ImportRepository {

    private static final String OF_USER =
            "select i from ContactImport i where i.companyId = :companyId and i.id = :id and i.userId = :userId";

    private static final String CLAIMED =
            "select i from ContactImport i where i.companyId = :companyId and i.id = :id and i.lease = :lease"
                    + " and i.finishedAt is null";

    private static final String ENDED_BEFORE =
            "select i from ContactImport i where i.finishedAt < :moment order by i.finishedAt";

    /** The one that waits longest: imports take turns. */
    private static final String CLAIM = """
            update contact_import set lease = lease + 1, due_at = $2
             where (company_id, id) in (
                   select company_id, id from contact_import
                    where finished_at is null and due_at <= $1
                    order by due_at limit 1
                      for update skip locked)
            returning company_id, id, user_id, position, lease, retries, alone
            """;

    private static final String POSTPONE = """
            update contact_import set retries = retries + 1, due_at = $1, alone = greatest(alone, $2)
             where company_id = $3 and id = $4 and lease = $5 and finished_at is null
            """;

    private static final String ADD_CHUNK = """
            insert into contact_import_chunk (company_id, import_id, number, content)
            values (:companyId, :importId, :number, :content)
            """;

    private static final String REMOVE_CHUNKS =
            "delete from contact_import_chunk where company_id = :companyId and import_id = :importId";

    private final Pool database;
    private final Clock clock;

    ImportRepository(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Uni<Optional<ContactImport>> find(long companyId, long id, long userId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_USER, ContactImport.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setParameter("userId", userId)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** Gives it its id; it is there for its chunks to refer to. */
    Uni<Void> add(ContactImport contactImport) {
        return Panache.getSession()
                .chain(session -> session.persist(contactImport).chain(session::flush));
    }

    Uni<Void> addChunk(ContactImport contactImport, int number, byte[] content) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD_CHUNK)
                        .setParameter("companyId", contactImport.companyId())
                        .setParameter("importId", contactImport.id())
                        .setParameter("number", number)
                        .setParameter("content", content)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Leases the import whose turn it is to whoever asks, until the lease is over; empty if none is due. */
    Uni<Optional<ClaimedImport>> claim(Duration lease) {
        var now = clock.instant();
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(at(now), at(now.plus(lease))))
                .map(rows -> rows.stream().map(ImportRepository::claimed).findFirst());
    }

    /**
     * Unless the lease is over.
     *
     * @param alone how many cards are to be tried one by one, at least
     */
    Uni<Void> postpone(ClaimedImport claimed, Duration pause, int alone) {
        return database.preparedQuery(POSTPONE)
                .execute(Tuple.of(
                        at(clock.instant().plus(pause)), alone, claimed.companyId(), claimed.id(), claimed.lease()))
                .replaceWithVoid();
    }

    /** Nobody else changes it until the end of the transaction; empty if the lease is over. */
    Uni<Optional<ContactImport>> findForUpdate(ClaimedImport claimed) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(CLAIMED, ContactImport.class)
                        .setParameter("companyId", claimed.companyId())
                        .setParameter("id", claimed.id())
                        .setParameter("lease", claimed.lease())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<Void> removeFile(ContactImport contactImport) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE_CHUNKS)
                        .setParameter("companyId", contactImport.companyId())
                        .setParameter("importId", contactImport.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Some of those that ended before that, which no other replica has at hand. */
    Uni<List<ContactImport>> endedBeforeForUpdate(Instant moment, int limit) {
        return Panache.getSession()
                .chain((Mutiny.Session session) -> session.createSelectionQuery(ENDED_BEFORE, ContactImport.class)
                        .setParameter("moment", moment)
                        .setMaxResults(limit)
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getResultList());
    }

    private static ClaimedImport claimed(Row row) {
        return new ClaimedImport(
                row.getLong("company_id"),
                row.getLong("id"),
                row.getLong("user_id"),
                row.getLong("position"),
                row.getInteger("lease"),
                row.getInteger("retries"),
                row.getInteger("alone") > 0);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
