package app.velvet.push.notification;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Who gets a message, if its sender may send it to them. They may be very many: nothing is read of them but their ids. */
@ApplicationScoped
class MessageRecipients {

    /** People who work for the company now, but the one who sends it, in id order; and how many it knows of any kind. */
    private static final String FIND = """
            select coalesce(array_agg(m.id order by m.id)
                                filter (where m.active and not m.shut_out and not m.service and m.id <> $2), '{}') as ids,
                   count(*) as known
              from staff_member m
             where m.company_id = $1
            """;

    private static final String AT_VENUE = """
            and exists (select 1 from user_venue v
                         where v.company_id = m.company_id and v.venue_id = $3 and v.user_id = m.id)
            """;

    private static final String NAMED = "and m.id = any($3)";

    private static final String COUNT_AT_VENUES = """
            select count(distinct user_id) as users from user_venue
             where company_id = $1 and venue_id = any($2) and user_id = any($3)
            """;

    private final Pool pool;

    MessageRecipients(Pool pool) {
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
        var scopes = sender.reach(Right.MESSAGE_STAFF);
        if (message.everyone()) {
            require(scopes.company());
            return find("", Tuple.of(sender.companyId(), sender.userId())).map(MessageRecipients::ids);
        }
        if (message.venueId() != null) {
            require(scopes.company() || scopes.venueIds().contains(message.venueId()));
            return find(AT_VENUE, Tuple.of(sender.companyId(), sender.userId(), message.venueId()))
                    .map(MessageRecipients::ids);
        }
        return named(sender, Set.copyOf(message.userIds()), scopes);
    }

    private Uni<List<Long>> named(Caller sender, Set<Long> userIds, Scopes scopes) {
        return requireWithin(sender, userIds, scopes)
                .chain(() -> find(NAMED, Tuple.of(sender.companyId(), sender.userId(), array(userIds))))
                .invoke(found -> {
                    if (found.getLong("known") < userIds.size()) {
                        throw new InvalidFieldsException("user_ids", "is invalid");
                    }
                })
                .map(MessageRecipients::ids);
    }

    private Uni<Void> requireWithin(Caller sender, Set<Long> userIds, Scopes scopes) {
        if (scopes.company()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(COUNT_AT_VENUES)
                .execute(Tuple.of(sender.companyId(), array(scopes.venueIds()), array(userIds)))
                .invoke(rows -> require(rows.iterator().next().getLong("users") == userIds.size()))
                .replaceWithVoid();
    }

    private Uni<Row> find(String condition, Tuple parameters) {
        return pool.preparedQuery(FIND + condition)
                .execute(parameters)
                .map(rows -> rows.iterator().next());
    }

    private static List<Long> ids(Row found) {
        return List.of(found.getArrayOfLongs("ids"));
    }

    private static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }

    private static void require(boolean permitted) {
        if (!permitted) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
