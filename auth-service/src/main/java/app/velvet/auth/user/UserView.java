package app.velvet.auth.user;

import java.util.List;

/**
 * A user as his colleagues see him.
 *
 * @param allVenues where he works
 */
public record UserView(
        long id,
        String firstName,
        String lastName,
        Gender gender,
        String title,
        List<VenueOfUser> allVenues,
        String departmentName,
        UserImage userImage) {

    public static UserView of(User user, List<VenueOfUser> allVenues, UserImage image) {
        return new UserView(
                user.id(),
                user.firstName(),
                user.lastName(),
                user.gender(),
                user.title(),
                allVenues,
                user.departmentName(),
                image);
    }
}
