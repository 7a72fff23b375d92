package app.velvet.auth.user;

import app.velvet.api.parameters.Fields;
import java.time.LocalDate;

/**
 * A user to be.
 *
 * @param password null: he cannot sign in until he has given himself one
 * @param permissionLevelId null: he may do nothing that needs a permission
 */
public record NewUser(
        String email,
        String password,
        String firstName,
        String lastName,
        Gender gender,
        String title,
        String departmentName,
        LocalDate birthdate,
        String mobilePhone,
        PromoterDetails promoterDetails,
        Long permissionLevelId,
        boolean active,
        boolean promoter) {

    public static NewUser read(Fields user) {
        return new NewUser(
                UserFields.email(user, "email"),
                UserFields.password(user, "password"),
                UserFields.name(user, "first_name"),
                UserFields.name(user, "last_name"),
                user.oneOf("gender", Gender.class),
                UserFields.text(user, "title"),
                UserFields.text(user, "department_name"),
                user.date("birthdate"),
                null,
                PromoterDetails.NONE,
                user.id("permission_level_id"),
                user.bool("active", true),
                user.bool("promoter", false));
    }

    public static NewUser readPromoter(Fields promoter) {
        return new NewUser(
                UserFields.email(promoter, "email"),
                null,
                UserFields.name(promoter, "first_name"),
                UserFields.name(promoter, "last_name"),
                promoter.oneOf("gender", Gender.class),
                UserFields.text(promoter, "title"),
                null,
                promoter.date("birthdate"),
                promoter.phone("mobile_phone"),
                PromoterDetails.read(promoter),
                null,
                true,
                true);
    }

    public NewUser withPermissionLevel(long id) {
        return new NewUser(
                email,
                password,
                firstName,
                lastName,
                gender,
                title,
                departmentName,
                birthdate,
                mobilePhone,
                promoterDetails,
                id,
                active,
                promoter);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "NewUser[" + email + "]";
    }
}
