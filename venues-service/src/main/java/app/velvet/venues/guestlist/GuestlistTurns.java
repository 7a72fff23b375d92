package app.velvet.venues.guestlist;

import app.velvet.api.persistence.UniqueConstraint;
import app.velvet.venues.turn.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Lets those who put guests down for the same event, or change who comes, do so one at a time. */
@ApplicationScoped
class GuestlistTurns {

    private static final int MOST_REPETITIONS = 2;

    private final Turns turns;

    GuestlistTurns(Turns turns) {
        this.turns = turns;
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
