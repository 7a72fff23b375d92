package app.velvet.auth.profile;

import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionsStruct;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserImage;
import app.velvet.auth.user.UserView;
import app.velvet.auth.user.VenueOfUser;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A user as he sees himself.
 *
 * @param birthdate as the old apps expect it: midnight, in a form of its own
 * @param personalizedUrl always null: nobody has one
 */
record ProfileView(
        @JsonUnwrapped UserView user,
        String email,
        String birthdate,
        String personalizedUrl,
        boolean promoter,
        PermissionsStruct permissionsStruct) {

    private static final DateTimeFormatter BIRTHDATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T00:00:00-0000'");

    static ProfileView of(User user, List<VenueOfUser> venues, UserImage image, Optional<PermissionLevel> level) {
        return new ProfileView(
                UserView.of(user, venues, image),
                user.email(),
                birthdate(user.birthdate()),
                null,
                user.isPromoter(),
                user.permissionsStruct(level));
    }

    private static String birthdate(LocalDate date) {
        return date == null ? null : BIRTHDATE.format(date);
    }
}
