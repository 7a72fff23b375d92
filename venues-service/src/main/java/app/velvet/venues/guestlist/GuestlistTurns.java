package app.velvet.venues.guestlist;

import app.velvet.api.persistence.UniqueConstraint;
import app.velvet.venues.turn.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Lets those who put guests down for the same event, or change who comes, do so one at a time. */
@ApplicationScoped
class GuestlistTurns {

    private static final int MOST_REPETITIONS = 2;
    private static final Duration PATIENCE_WITH_LISTS = Duration.ofMinutes(1);

    private final Turns turns;

    GuestlistTurns(Turns turns) {
        this.turns = turns;
    }

    /** One list of thousands of guests at a time, whoever's it is: this is what bounds the memory that they take. */
    <T> Uni<T> takeForList(Supplier<Uni<T>> work) {
        return turns.take("lists of guests", PATIENCE_WITH_LISTS, work);
    }

    /** Who is overtaken at another replica looks again, and is told then that the guest is on the list. */
    <T> Uni<T> take(GuestlistAccess access, long eventId, Supplier<Uni<T>> transaction) {
        return turns.take(
                "guestlists " + access.companyId() + "/" + eventId,
                () -> Uni.createFrom()
                        .deferred(transaction::get)
                        .onFailure(UniqueConstraint.violation("uq_guestlist_contact"))
                        .retry()
                        .atMost(MOST_REPETITIONS));
    }
}
