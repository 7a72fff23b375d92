package app.velvet.auth.company;

import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.auth.company.CompanyChanges.Data;
import app.velvet.auth.password.PasswordHashing;
import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionLevelChanges;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.user.NewUser;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What can be done with companies. */
@ApplicationScoped
class CompanyService {

    /** No company has this id. */
    private static final long NO_COMPANY_YET = 0;

    private final CompanyRepository companies;
    private final PermissionLevelRepository levels;
    private final UserRepository users;
    private final PasswordHashing passwords;
    private final UserChanges userChanges;
    private final Outbox outbox;
    private final Clock clock;

    CompanyService(
            CompanyRepository companies,
            PermissionLevelRepository levels,
            UserRepository users,
            PasswordHashing passwords,
            UserChanges userChanges,
            Outbox outbox,
            Clock clock) {
        this.companies = companies;
        this.levels = levels;
        this.users = users;
        this.passwords = passwords;
        this.userChanges = userChanges;
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithSession
    Uni<CompanyView> get(Caller caller) {
        return companies.require(caller.companyId()).map(CompanyView::of);
    }

    Uni<CompanyView> update(Caller caller, CompanyPatch patch) {
        caller.require(Right.MANAGE_COMPANY);
        return update(caller.companyId(), patch, caller.userId());
    }

    /** @param actorId null if no user does it */
    @WithTransaction
    Uni<CompanyView> update(long companyId, CompanyPatch patch, Long actorId) {
        return companies
                .requireForUpdate(companyId)
                .call(company -> apply(patch, company, actorId))
                .map(CompanyView::of);
    }

    /** Fails with 409 if the manager's email is a user's already: so a repetition founds nothing. */
    Uni<FoundedView> found(Founding founding) {
        return passwords.hash(founding.manager().password()).chain(hash -> found(founding, hash));
    }

    @WithTransaction
    Uni<FoundedView> found(Founding founding, String passwordHash) {
        var now = clock.instant();
        return users.requireEmailFree(founding.manager().email(), NO_COMPANY_YET, null)
                .chain(() -> companies.add(new Company(founding.company(), now)))
                .chain(company -> levels.add(PermissionLevel.manager(company.id(), now))
                        .chain(level -> employ(founding.manager(), passwordHash, level)
                                .call(manager -> outbox.append(changes(company, level, manager)))
                                .map(manager -> FoundedView.of(company, manager, level))));
    }

    private Uni<User> employ(NewUser manager, String passwordHash, PermissionLevel level) {
        return users.add(
                new User(level.companyId(), manager.withPermissionLevel(level.id()), passwordHash, clock.instant()));
    }

    private List<ChangeEvent> changes(Company company, PermissionLevel level, User manager) {
        return List.of(
                CompanyChanges.of(Action.CREATE, company, null),
                PermissionLevelChanges.of(Action.CREATE, level, null),
                userChanges.of(Action.CREATE, manager, Optional.of(level), null));
    }

    private Uni<Void> apply(CompanyPatch patch, Company company, Long actorId) {
        var before = Data.of(company);
        company.apply(patch);
        if (Data.of(company).equals(before)) {
            return Uni.createFrom().voidItem();
        }
        company.touch(clock.instant());
        return outbox.append(CompanyChanges.of(Action.UPDATE, company, actorId));
    }
}
