package app.velvet.auth.user;

import app.velvet.api.permission.Audience;
import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionsStruct;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Users as other services learn of them: with what they may do, whatever permission level it comes from. */
public final class UserChanges {

    static final String CLASS_NAME = "User";

    private UserChanges() {}

    /** @param actorId null if no user made it */
    public static ChangeEvent of(Action action, User user, Optional<PermissionLevel> level, Long actorId) {
        return of(action, Data.of(user, level), actorId);
    }

    static ChangeEvent of(Action action, Data user, Long actorId) {
        return new ChangeEvent(
                user.companyId(), CLASS_NAME, user.id(), action, user, Set.of(Audience.company()), actorId);
    }

    record Data(
            long id,
            long companyId,
            String email,
            String firstName,
            String lastName,
            Gender gender,
            String title,
            String departmentName,
            LocalDate birthdate,
            boolean active,
            boolean promoter,
            boolean service,
            Long homeVenueId,
            Long permissionLevelId,
            PermissionsStruct permissionsStruct,
            Instant createdAt,
            Instant updatedAt) {

        static Data of(User user, Optional<PermissionLevel> level) {
            return new Data(
                    user.id(),
                    user.companyId(),
                    user.email(),
                    user.firstName(),
                    user.lastName(),
                    user.gender(),
                    user.title(),
                    user.departmentName(),
                    user.birthdate(),
                    user.isActive(),
                    user.isPromoter(),
                    user.isService(),
                    user.homeVenueId(),
                    user.permissionLevelId(),
                    user.permissionsStruct(level),
                    user.createdAt(),
                    user.updatedAt());
        }
    }
}
