package app.velvet.push.notification;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Caller;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who gets a message, if its sender may send it to them. */
@ApplicationScoped
class MessageRecipients {

    private static final String AT_VENUES =
            "select distinct user_id from user_venue where company_id = $1 and venue_id = any($2) order by user_id";

    private final StaffMembers staff;
    private final Pool pool;

    MessageRecipients(StaffMembers staff, Pool pool) {
        this.staff = staff;
        this.pool = pool;
    }

    /**
     * Those who work there now, in id order, the sender not among them.
     *
     * @return fails with an {@link InvalidFieldsException} if somebody is named whom the company does not know, and with
     *     {@link ApiError#NOT_PERMITTED} if the sender's scopes do not reach all of them
     */
    Uni<List<Long>> of(Caller sender, NewMessage message) {
        sender.require(Right.MESSAGE_STAFF);
        return addressed(sender, message, sender.reach(Right.MESSAGE_STAFF))
                .map(members -> members.stream()
                        .filter(StaffMember::active)
                        .filter(member -> !member.service() && member.id() != sender.userId())
                        .map(StaffMember::id)
                        .toList());
    }

    private Uni<List<StaffMember>> addressed(Caller sender, NewMessage message, Scopes scopes) {
        if (message.everyone()) {
            require(scopes.company());
            return staff.active(sender.companyId());
        }
        if (message.venueId() != null) {
            require(scopes.company() || scopes.venueIds().contains(message.venueId()));
            return atVenues(sender.companyId(), Set.of(message.venueId()))
                    .chain(userIds -> staff.find(sender.companyId(), userIds));
        }
        return named(sender, Set.copyOf(message.userIds()), scopes);
    }

    private Uni<List<StaffMember>> named(Caller sender, Set<Long> userIds, Scopes scopes) {
        return requireWithin(sender, userIds, scopes)
                .chain(() -> staff.find(sender.companyId(), userIds))
                .invoke(members -> {
                    if (members.size() < userIds.size()) {
                        throw new InvalidFieldsException("user_ids", "is invalid");
                    }
                });
    }

    private Uni<Void> requireWithin(Caller sender, Set<Long> userIds, Scopes scopes) {
        if (scopes.company()) {
            return Uni.createFrom().voidItem();
        }
        return atVenues(sender.companyId(), scopes.venueIds())
                .invoke(reached -> require(new HashSet<>(reached).containsAll(userIds)))
                .replaceWithVoid();
    }

    private Uni<List<Long>> atVenues(long companyId, Collection<Long> venueIds) {
        return pool.preparedQuery(AT_VENUES)
                .execute(Tuple.of(companyId, venueIds.toArray(Long[]::new)))
                .map(rows -> rows.stream().map(row -> row.getLong("user_id")).collect(Collectors.toList()));
    }

    private static void require(boolean permitted) {
        if (!permitted) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
