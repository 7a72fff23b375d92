package app.velvet.auth.passwordreset;

import app.velvet.events.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

/**
 * Mails to reset a password, from the wish until a mail server has them.
 *
 * <p>No token waits here: one is made for each try, and only its hash is stored, so that who reads the database can reset no
 * password. The tokens of all tries of one mail are good until one is used, since a try that failed may have brought its
 * mail nevertheless.
 */
@ApplicationScoped
class ResetQueue {

    private static final String ADD = "insert into password_reset (email, due_at, expires_at) values ($1, $2, $3)";

    private static final String CLAIM = """
            update password_reset set tries = tries + 1, due_at = $2
             where id = any (array(
                   select id from password_reset
                    where due_at <= $1 and expires_at > $1
                    order by due_at limit $3
                      for update skip locked))
            returning id, email, tries
            """;

    private static final String LOCK_USER = """
            select users.company_id, users.id, users.first_name, users.email, company.name as company
              from users
              join company on company.id = users.company_id
             where lower(users.email) = lower($1) and users.active and company.active and not users.service
               for update of users
            """;

    private static final String VOID_OLDER_TOKENS =
            "delete from reset_token where company_id = $1 and user_id = $2 and password_reset_id < $3";
    private static final String VOID_OLDER_MAILS =
            "delete from password_reset where lower(email) = lower($1) and id < $2";

    private static final String ADD_TOKEN = """
            insert into reset_token (hash, company_id, user_id, password_reset_id, expires_at)
            select $1, $2, $3, id, $4 from password_reset where id = $5 and tries = $6
            """;

    private static final String POSTPONE = "update password_reset set due_at = $1 where id = $2 and tries = $3";
    private static final String DELIVERED = "delete from password_reset where id = $1";
    private static final String DROP = "delete from password_reset where id = $1 and tries = $2";
    private static final String FORGET_MAILS = "delete from password_reset where expires_at <= $1";
    private static final String FORGET_TOKENS = "delete from reset_token where expires_at <= $1";

    private final Pool database;
    private final ResetSettings settings;
    private final Backoff backoff;
    private final Clock clock;

    ResetQueue(Pool database, ResetSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.backoff = new Backoff(settings.firstRetry(), settings.longestRetry(), RandomGenerator.getDefault());
        this.clock = clock;
    }

    /** A mail to whoever has this address, if anybody has. It is given up when a token would have expired. */
    Uni<Void> add(SqlConnection transaction, String email) {
        var now = clock.instant();
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.of(email, at(now), at(now.plus(ResetToken.LIFETIME))))
                .replaceWithVoid();
    }

    /** Leases those that are due longest. Each goes to one replica only until its lease is over. */
    Uni<List<DueReset>> claim(int limit) {
        var now = clock.instant();
        // Longer than a try takes: the mail server's time and that of a few short transactions.
        var lease = settings.sendTimeout().plusSeconds(30);
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(at(now), at(now.plus(lease)), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new DueReset(row.getLong("id"), row.getString("email"), row.getInteger("tries")))
                        .toList());
    }

    /**
     * Makes a token and the mail with it; from then on tokens of older mails are void, and older mails are not sent any more.
     * Empty if nobody who may come in has the address, or if since it was claimed the mail was itself made void or its lease
     * went to another replica.
     */
    Uni<Optional<ResetMail>> prepare(DueReset due) {
        return database.withTransaction(transaction -> transaction
                .preparedQuery(LOCK_USER)
                .execute(Tuple.of(due.email()))
                .map(ResetQueue::mail)
                .chain(mail -> mail.isEmpty()
                        ? Uni.createFrom().item(mail)
                        : addToken(transaction, due, mail.get())
                                .call(added -> added
                                        ? voidOlder(transaction, due, mail.get())
                                        : Uni.createFrom().voidItem())
                                .map(added -> mail.filter(always -> added))));
    }

    /** Also from a lease that is over: what is delivered is delivered. */
    Uni<Void> delivered(DueReset due) {
        return database.preparedQuery(DELIVERED).execute(Tuple.of(due.id())).replaceWithVoid();
    }

    /** It is of no use to try again; unless the lease is over and another replica is trying just now. */
    Uni<Void> drop(DueReset due) {
        return database.preparedQuery(DROP)
                .execute(Tuple.of(due.id(), due.tries()))
                .replaceWithVoid();
    }

    /** For longer with each try. */
    Uni<Void> postpone(DueReset due) {
        var pause = backoff.after(due.tries(), Duration.ZERO);
        return database.preparedQuery(POSTPONE)
                .execute(Tuple.of(at(clock.instant().plus(pause)), due.id(), due.tries()))
                .replaceWithVoid();
    }

    /** Emits how many mails are given up. */
    Uni<Integer> forgetExpired() {
        var now = Tuple.of(at(clock.instant()));
        return database.preparedQuery(FORGET_TOKENS)
                .execute(now)
                .chain(() -> database.preparedQuery(FORGET_MAILS).execute(now))
                .map(RowSet::rowCount);
    }

    private static Optional<ResetMail> mail(RowSet<Row> users) {
        return StreamSupport.stream(users.spliterator(), false)
                .map(user -> new ResetMail(
                        user.getLong("company_id"),
                        user.getLong("id"),
                        user.getString("first_name"),
                        user.getString("email"),
                        user.getString("company"),
                        ResetToken.random()))
                .findFirst();
    }

    private static Uni<Void> voidOlder(SqlConnection transaction, DueReset due, ResetMail mail) {
        return transaction
                .preparedQuery(VOID_OLDER_TOKENS)
                .execute(Tuple.of(mail.companyId(), mail.userId(), due.id()))
                .chain(() -> transaction.preparedQuery(VOID_OLDER_MAILS).execute(Tuple.of(due.email(), due.id())))
                .replaceWithVoid();
    }

    /** Emits false if the mail is not ours any more: whoever made it void held the user, so this is seen only now that we hold him. */
    private Uni<Boolean> addToken(SqlConnection transaction, DueReset due, ResetMail mail) {
        return transaction
                .preparedQuery(ADD_TOKEN)
                .execute(Tuple.of(
                        mail.token().hash(),
                        mail.companyId(),
                        mail.userId(),
                        at(clock.instant().plus(ResetToken.LIFETIME)),
                        due.id(),
                        due.tries()))
                .map(added -> added.rowCount() == 1);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
