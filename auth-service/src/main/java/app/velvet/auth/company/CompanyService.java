package app.velvet.auth.company;

import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Subject;
import app.velvet.api.token.Caller;
import app.velvet.auth.password.PasswordHashing;
import app.velvet.auth.permissionlevel.CompanyWide;
import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionLevelChanges;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.user.NewUser;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class CompanyService {

    /** No company has this id. */
    private static final long NO_COMPANY_YET = 0;

    private final CompanyRepository companies;
    private final PermissionLevelRepository levels;
    private final UserRepository users;
    private final PasswordHashing passwords;
    private final Outbox outbox;
    private final Clock clock;

    CompanyService(
            CompanyRepository companies,
            PermissionLevelRepository levels,
            UserRepository users,
            PasswordHashing passwords,
            Outbox outbox,
            Clock clock) {
        this.companies = companies;
        this.levels = levels;
        this.users = users;
        this.passwords = passwords;
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithSession
    public Uni<CompanyView> get(Caller caller) {
        return companies.require(caller.companyId()).map(CompanyView::of);
    }

    public Uni<CompanyView> change(Caller caller, CompanyPatch patch) {
        CompanyWide.require(caller, Subject.COMPANY, Permissions.MANAGE);
        return changed(caller.companyId(), patch, caller.userId());
    }

    public Uni<CompanyView> change(long companyId, CompanyPatch patch) {
        return changed(companyId, patch, null);
    }

    /** Fails with 409 if the manager's email is a user's already: so a repetition founds nothing. */
    public Uni<FoundedView> found(Founding founding) {
        return passwords.hash(founding.manager().password()).chain(hash -> founded(founding, hash));
    }

    @WithTransaction
    Uni<FoundedView> founded(Founding founding, String passwordHash) {
        var now = clock.instant();
        return users.requireEmailFree(founding.manager().email(), NO_COMPANY_YET, null)
                .chain(() -> companies.persist(new Company(founding.company(), now)))
                .chain(company -> levels.persist(PermissionLevel.manager(company.id(), now))
                        .chain(level -> employ(founding.manager(), passwordHash, level)
                                .call(manager -> outbox.append(changes(company, level, manager)))
                                .map(manager -> FoundedView.of(company, manager, level))));
    }

    private Uni<User> employ(NewUser manager, String passwordHash, PermissionLevel level) {
        return users.store(
                new User(level.companyId(), manager.withPermissionLevel(level.id()), passwordHash, clock.instant()));
    }

    private static List<ChangeEvent> changes(Company company, PermissionLevel level, User manager) {
        return List.of(
                CompanyChanges.founded(company),
                PermissionLevelChanges.created(level, null),
                UserChanges.created(manager, Optional.of(level), null));
    }

    @WithTransaction
    Uni<CompanyView> changed(long companyId, CompanyPatch patch, Long actorId) {
        return companies
                .requireForChange(companyId)
                .invoke(company -> company.change(patch, clock.instant()))
                .call(company -> outbox.append(CompanyChanges.changed(company, actorId)))
                .map(CompanyView::of);
    }
}
