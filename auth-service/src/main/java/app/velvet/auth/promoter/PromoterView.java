package app.velvet.auth.promoter;

import app.velvet.auth.user.Gender;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserImage;
import java.time.LocalDate;

/** A promoter as those see him who manage promoters. */
record PromoterView(
        long id,
        String firstName,
        String lastName,
        String mobilePhone,
        Gender gender,
        String email,
        LocalDate birthdate,
        String address,
        String personalWebsite,
        String promoterCompany,
        LocalDate startDate,
        String title,
        boolean promoter,
        UserImage userImage) {

    static PromoterView of(User user, UserImage image) {
        var details = user.promoterDetails();
        return new PromoterView(
                user.id(),
                user.firstName(),
                user.lastName(),
                user.mobilePhone(),
                user.gender(),
                user.email(),
                user.birthdate(),
                details.address(),
                details.personalWebsite(),
                details.promoterCompany(),
                details.startDate(),
                user.title(),
                user.isPromoter(),
                image);
    }
}
