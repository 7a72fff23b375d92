package app.velvet.venues.hold;

import app.velvet.api.persistence.UniqueConstraint;
import app.velvet.api.token.Caller;
import app.velvet.venues.turn.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Holding tables and letting them go. Everybody wants the same table when the doors of a sale open, and only one can have
 * it: whoever comes late learns that by reading, and of those who come at once one at a time tries, so that the others wait
 * without a connection to the database. Between replicas the database's constraint decides.
 */
@ApplicationScoped
class HoldService {

    private static final int MOST_REPETITIONS = 2;

    private final HoldTransactions transactions;
    private final Turns turns;

    HoldService(HoldTransactions transactions, Turns turns) {
        this.transactions = transactions;
        this.turns = turns;
    }

    /** Fails with {@link HoldError#ALREADY_HELD} if another user holds the table. */
    Uni<Void> reserve(Caller caller, long tableId) {
        return transactions
                .requireNotTaken(caller, tableId)
                .chain(held -> held ? Uni.createFrom().voidItem() : oneAtATime(caller, tableId));
    }

    Uni<Void> unreserve(Caller caller, long tableId) {
        return transactions.unreserve(caller, tableId);
    }

    private Uni<Void> oneAtATime(Caller caller, long tableId) {
        return turns.take("table " + caller.companyId() + "/" + tableId, () -> claim(caller, tableId));
    }

    /** Who had to wait reads again first: most often the table is gone by now. */
    private Uni<Void> claim(Caller caller, long tableId) {
        return Uni.createFrom()
                .deferred(() -> transactions.requireNotTaken(caller, tableId))
                .chain(held -> held ? Uni.createFrom().voidItem() : transactions.reserve(caller, tableId))
                .onFailure(UniqueConstraint.violation("uq_table_hold_table", "pk_taken_table"))
                .retry()
                .atMost(MOST_REPETITIONS);
    }
}
