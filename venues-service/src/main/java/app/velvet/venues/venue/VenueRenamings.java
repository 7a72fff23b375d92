package app.velvet.venues.venue;

import static java.util.stream.Collectors.toMap;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.persistence.Deletion;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Has everything that tells the name of a venue, or times by its clock, follow a change of that, chunk by chunk. A chunk is a
 * transaction, so that no venue is too large to be renamed; what is left to do is stored, so that it gets done whoever
 * crashes; replicas share the work.
 */
@ApplicationScoped
class VenueRenamings {

    private static final Logger LOG = Logger.getLogger(VenueRenamings.class);

    private static final int CHUNK = 500;
    private static final int RENAMINGS_AT_ONCE = 100;

    private static final String UNFINISHED = "select r from VenueRenaming r order by r.renamedAt, r.id";
    private static final String OF_VENUE =
            "select r from VenueRenaming r where r.companyId = :companyId and r.venueId =" + " :venueId order by r.id";
    private static final String BY_ID = "select r from VenueRenaming r where r.companyId = :companyId and r.id = :id";

    private final Map<String, NamedAfterVenue> followers;
    private final VenueRepository venues;
    private final Clock clock;

    VenueRenamings(@All List<NamedAfterVenue> followers, VenueRepository venues, Clock clock) {
        this.followers = followers.stream().collect(toMap(NamedAfterVenue::follower, Function.identity()));
        this.venues = venues;
        this.clock = clock;
    }

    /** Finishes what is left, one renaming after the other; one that fails holds up no other. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return unfinished()
                .onItem()
                .transformToMulti(renamings -> Multi.createFrom().iterable(renamings))
                .call(renaming -> ChunkedWork.untilDone(() -> advance(renaming)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Notes in the transaction that changes a venue that all its followers have to follow. */
    Uni<Void> begin(Venue venue, long actorId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_VENUE, VenueRenaming.class)
                        .setParameter("companyId", venue.companyId())
                        .setParameter("venueId", venue.id())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList()
                        .chain(begun -> session.persistAll(all(venue, begun, actorId))));
    }

    /** Forgets them with their venue. */
    Uni<Void> forget(Venue venue) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from VenueRenaming r where r.companyId = :companyId and r.venueId = :venueId")
                        .setParameter("companyId", venue.companyId())
                        .setParameter("venueId", venue.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @WithSession
    Uni<List<VenueRenaming>> unfinished() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(UNFINISHED, VenueRenaming.class)
                        .setMaxResults(RENAMINGS_AT_ONCE)
                        .getResultList());
    }

    private Object[] all(Venue venue, List<VenueRenaming> begun, long actorId) {
        var byFollower = begun.stream().collect(toMap(VenueRenaming::follower, Function.identity()));
        var renamings = followers.keySet().stream()
                .map(follower -> byFollower.getOrDefault(follower, new VenueRenaming(venue, follower)))
                .toList();
        renamings.forEach(renaming -> renaming.begin(actorId, clock.instant()));
        return renamings.toArray();
    }

    /** Whether there may be more to do; a failure is a reason to come back later. */
    private Uni<Boolean> advance(VenueRenaming renaming) {
        return chunk(renaming.companyId(), renaming.id())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        failure,
                        "A renamed venue is followed later companyId=%d venueId=%d",
                        renaming.companyId(),
                        renaming.venueId()))
                .onFailure()
                .recoverWithItem(false);
    }

    /** Emits whether there was anything to do that no other replica is at. */
    @WithTransaction
    Uni<Boolean> chunk(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, VenueRenaming.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getSingleResultOrNull())
                .call(renaming -> renaming == null ? Uni.createFrom().voidItem() : goOn(renaming))
                .map(Objects::nonNull);
    }

    private Uni<Void> goOn(VenueRenaming renaming) {
        return venues.find(renaming.companyId(), renaming.venueId())
                .chain(venue ->
                        venue.isEmpty() ? Uni.createFrom().item(Optional.<Long>empty()) : follow(renaming, venue.get()))
                .invoke(last -> last.ifPresent(renaming::doneUpTo))
                .chain(last -> last.isPresent() ? Uni.createFrom().voidItem() : end(renaming));
    }

    private Uni<Optional<Long>> follow(VenueRenaming renaming, Venue venue) {
        return followers
                .get(renaming.follower())
                .follow(VenueOverview.of(venue), renaming.lastDoneId(), CHUNK, renaming.actorId());
    }

    private static Uni<Void> end(VenueRenaming renaming) {
        return Panache.getSession()
                .chain((Mutiny.Session session) -> Deletion.of(session, renaming.companyId(), List.of(renaming)));
    }
}
