package app.velvet.auth.user;

import app.velvet.api.permission.Audience;
import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionsStruct;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Users as other services learn of them: with what they may do, whatever permission level it comes from. */
@ApplicationScoped
public class UserChanges {

    static final String CLASS_NAME = "User";

    private final Avatars avatars;

    UserChanges(Avatars avatars) {
        this.avatars = avatars;
    }

    /** @param actorId null if no user made it */
    public ChangeEvent of(Action action, User user, Optional<PermissionLevel> level, Long actorId) {
        return of(action, Data.of(user, avatars.image(user), level), actorId);
    }

    static ChangeEvent of(Action action, Data user, Long actorId) {
        return new ChangeEvent(
                user.companyId(), CLASS_NAME, user.id(), action, user, Set.of(Audience.company()), actorId);
    }

    @RegisterForReflection
    record Data(
            long id,
            long companyId,
            String email,
            String firstName,
            String lastName,
            Gender gender,
            String title,
            String departmentName,
            UserImage userImage,
            LocalDate birthdate,
            boolean active,
            boolean promoter,
            boolean service,
            Long homeVenueId,
            Long permissionLevelId,
            PermissionsStruct permissionsStruct,
            Instant createdAt,
            Instant updatedAt) {

        static Data of(User user, UserImage image, Optional<PermissionLevel> level) {
            return new Data(
                    user.id(),
                    user.companyId(),
                    user.email(),
                    user.firstName(),
                    user.lastName(),
                    user.gender(),
                    user.title(),
                    user.departmentName(),
                    image,
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
