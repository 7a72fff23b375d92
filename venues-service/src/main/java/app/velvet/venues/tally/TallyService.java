package app.velvet.venues.tally;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.token.Caller;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import app.velvet.venues.turn.Turns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Counting at the door. Everybody at it presses the same button at once, and each time counts: one at a time adds to a tally,
 * so that the others wait without a connection to the database, and adding is a single statement, so that those of other
 * replicas count as well.
 */
@ApplicationScoped
class TallyService {

    private final TallyTransactions transactions;
    private final StaffMembers staff;
    private final Turns turns;

    TallyService(TallyTransactions transactions, StaffMembers staff, Turns turns) {
        this.transactions = transactions;
        this.staff = staff;
        this.turns = turns;
    }

    /** The next {@code limit} in id order; see {@link TallyRepository#after}. */
    Uni<List<TallyView>> after(long id, int limit, TallyAccess access, Long eventId) {
        access.requireReading();
        return transactions.after(id, limit, access, eventId);
    }

    Uni<TallyView> change(TallyAccess access, CountChange change) {
        access.requireCounting();
        var key = change.key().by(access.caller().userId());
        return requireWorking(access.caller(), key)
                .chain(() -> turns.take(
                        "tally " + access.companyId() + "/" + key,
                        () -> transactions.change(access, key, change.difference())));
    }

    /** Fails with {@link TallyError#EXISTS}. */
    Uni<TallyView> create(TallyAccess access, NewTally tally) {
        access.requireCounting();
        var key = tally.key().by(access.caller().userId());
        return requireWorking(access.caller(), key).chain(() -> transactions.create(access, key, tally.actualCount()));
    }

    Uni<TallyView> update(TallyAccess access, long id, TallyCount count) {
        access.requireCounting();
        return transactions.update(access, id, count.actualCount());
    }

    /** Asked before the transaction, as the copy of the staff has its own connections. */
    private Uni<Void> requireWorking(Caller caller, TallyKey key) {
        return key.userId() == caller.userId()
                ? Uni.createFrom().voidItem()
                : staff.find(caller.companyId(), List.of(key.userId()))
                        .invoke(found -> {
                            if (found.stream().noneMatch(StaffMember::active)) {
                                throw new InvalidFieldsException("user_id", "is invalid");
                            }
                        })
                        .replaceWithVoid();
    }
}
