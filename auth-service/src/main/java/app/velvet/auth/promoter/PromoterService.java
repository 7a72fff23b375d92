package app.velvet.auth.promoter;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.user.Avatars;
import app.velvet.auth.user.NewUser;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserError;
import app.velvet.auth.user.UserPatch;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What can be done with promoters. */
@ApplicationScoped
class PromoterService {

    private static final TypeReference<List<PromoterView>> ANSWER = new TypeReference<>() {};

    private final UserRepository users;
    private final PermissionLevelRepository levels;
    private final Avatars avatars;
    private final UserChanges changes;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Clock clock;

    PromoterService(
            UserRepository users,
            PermissionLevelRepository levels,
            Avatars avatars,
            UserChanges changes,
            Idempotency idempotency,
            Outbox outbox,
            Clock clock) {
        this.users = users;
        this.levels = levels;
        this.avatars = avatars;
        this.changes = changes;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<List<PromoterView>> create(Caller caller, NewPromoter promoter) {
        requireMayManage(caller);
        return avatars.store(promoter.avatar(), caller).chain(avatar -> createOnce(caller, promoter.user(), avatar));
    }

    Uni<List<PromoterView>> update(Caller caller, long id, PromoterChange change) {
        requireMayManage(caller);
        return avatars.store(change.avatar(), caller).chain(avatar -> update(caller, id, change.user(), avatar));
    }

    /** @param avatar the name of the stored image */
    @WithTransaction
    Uni<List<PromoterView>> createOnce(Caller caller, NewUser promoter, FieldPatch<String> avatar) {
        return idempotency.once(caller, () -> add(caller, promoter, avatar), ANSWER);
    }

    /** @param avatar the name of the stored image */
    @WithTransaction
    Uni<List<PromoterView>> update(Caller caller, long id, UserPatch patch, FieldPatch<String> avatar) {
        return users.requireForUpdate(caller.companyId(), id)
                .invoke(PromoterService::requirePromoter)
                .invoke(user -> requireMayChangeEmail(caller, user, patch))
                .call(user -> users.requireEmailFree(patch.email().over(user.email()), user.companyId(), id))
                .call(user -> apply(caller, patch, avatar, user))
                .map(this::answer);
    }

    private Uni<List<PromoterView>> add(Caller caller, NewUser promoter, FieldPatch<String> avatar) {
        var now = clock.instant();
        var user = new User(caller.companyId(), promoter, null, now);
        return users.requireEmailFree(promoter.email(), caller.companyId(), null)
                .chain(() -> avatars.change(user, avatar, now))
                .chain(() -> users.add(user))
                .call(() -> outbox.append(changes.of(Action.CREATE, user, Optional.empty(), caller.userId())))
                .map(this::answer);
    }

    private Uni<Void> apply(Caller caller, UserPatch patch, FieldPatch<String> avatar, User user) {
        var now = clock.instant();
        boolean isDifferent = user.update(patch, now);
        return avatars.change(user, avatar, now)
                .chain(looksDifferent -> isDifferent || looksDifferent
                        ? publish(caller, user)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> publish(Caller caller, User user) {
        return users.store(user)
                .chain(() -> levels.findForUse(user.companyId(), user.permissionLevelId()))
                .chain(level -> outbox.append(changes.of(Action.UPDATE, user, level, caller.userId())));
    }

    private List<PromoterView> answer(User user) {
        return List.of(PromoterView.of(user, avatars.image(user)));
    }

    private static void requirePromoter(User user) {
        if (!user.isPromoter()) {
            throw new RefusedException(UserError.NOT_FOUND, user.id());
        }
    }

    /** Whoever reads the mail to an address can reset the password: a promoter who may do more is not to be taken over. */
    private static void requireMayChangeEmail(Caller caller, User user, UserPatch patch) {
        if (user.permissionLevelId() != null
                && !user.email().equals(patch.email().over(user.email()))) {
            caller.require(Right.MANAGE_STAFF);
        }
    }

    private static void requireMayManage(Caller caller) {
        caller.require(Right.MANAGE_PROMOTERS);
    }
}
