package app.velvet.auth.apikey;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.auth.session.BeginningSessions;
import app.velvet.auth.session.EndingSessions;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserPatch;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a company does with its API keys. */
@ApplicationScoped
class ApiKeyService {

    private final ApiKeyRepository keys;
    private final UserRepository users;
    private final BeginningSessions beginnings;
    private final EndingSessions endings;
    private final ApiKeySettings settings;
    private final Idempotency idempotency;
    private final UserChanges userChanges;
    private final Outbox outbox;
    private final Clock clock;

    ApiKeyService(
            ApiKeyRepository keys,
            UserRepository users,
            BeginningSessions beginnings,
            EndingSessions endings,
            ApiKeySettings settings,
            Idempotency idempotency,
            UserChanges userChanges,
            Outbox outbox,
            Clock clock) {
        this.keys = keys;
        this.users = users;
        this.beginnings = beginnings;
        this.endings = endings;
        this.settings = settings;
        this.idempotency = idempotency;
        this.userChanges = userChanges;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The next {@code limit} keys in id order. */
    @WithSession
    Uni<List<ApiKeyView>> after(long id, int limit, Caller caller) {
        caller.require(Right.MANAGE_COMPANY);
        return keys.after(id, limit, caller.companyId())
                .map(found -> found.stream().map(ApiKeyView::of).toList());
    }

    @WithTransaction
    Uni<IssuedApiKeyView> issue(Caller caller, NewApiKey key) {
        caller.require(Right.MANAGE_COMPANY);
        return idempotency.onceWithSecretAnswer(caller, () -> issued(caller, key));
    }

    /** Fails with {@link ApiKeyError#NOT_FOUND}. */
    @WithTransaction
    Uni<Void> delete(Caller caller, long id) {
        caller.require(Right.MANAGE_COMPANY);
        return keys.findForUpdate(caller.companyId(), id)
                .map(found -> found.orElseThrow(() -> new RefusedException(ApiKeyError.NOT_FOUND, id)))
                .chain(key -> deactivate(key, caller));
    }

    private Uni<IssuedApiKeyView> issued(Caller caller, NewApiKey newKey) {
        return users.add(User.service(caller.companyId(), newKey.name(), clock.instant()))
                .call(key -> outbox.append(userChanges.of(Action.CREATE, key, Optional.empty(), caller.userId())))
                .chain(key -> beginnings
                        .ofService(key, settings.tokenLifetime())
                        .map(token -> IssuedApiKeyView.of(key, token)));
    }

    private Uni<Void> deactivate(User key, Caller caller) {
        key.update(UserPatch.deactivation(), clock.instant());
        var change = userChanges.of(Action.UPDATE, key, Optional.empty(), caller.userId());
        return endings.endAll(key, caller.userId())
                .chain(ends -> outbox.append(
                        Stream.concat(Stream.of(change), ends.stream()).toList()));
    }
}
