package app.velvet.auth.user;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import java.time.LocalDate;

/** Which fields of a user change, and to what. */
public record UserPatch(
        FieldPatch<String> email,
        FieldPatch<String> password,
        FieldPatch<String> firstName,
        FieldPatch<String> lastName,
        FieldPatch<Gender> gender,
        FieldPatch<String> title,
        FieldPatch<String> departmentName,
        FieldPatch<LocalDate> birthdate,
        FieldPatch<String> mobilePhone,
        PromoterDetailsPatch promoterDetails,
        FieldPatch<Long> permissionLevelId,
        FieldPatch<Boolean> active,
        FieldPatch<Boolean> promoter) {

    public static final UserPatch NOTHING = nothingButActive(FieldPatch.absent());

    /** What those may change who manage users. */
    public static UserPatch read(Fields user) {
        return new UserPatch(
                user.patch("email", UserFields::email),
                user.patch("password", UserFields::password),
                user.patch("first_name", UserFields::name),
                user.patch("last_name", UserFields::name),
                user.patch("gender", UserFields::gender),
                user.patch("title", UserFields::text),
                user.patch("department_name", UserFields::text),
                user.patch("birthdate", Fields::date),
                FieldPatch.absent(),
                PromoterDetailsPatch.NOTHING,
                user.patch("permission_level_id", Fields::id),
                user.patch("active", UserFields::flag),
                user.patch("promoter", UserFields::flag));
    }

    /** What users may change of themselves. */
    public static UserPatch readOfOneself(Fields user) {
        return new UserPatch(
                FieldPatch.absent(),
                FieldPatch.absent(),
                user.patch("first_name", UserFields::name),
                user.patch("last_name", UserFields::name),
                user.patch("gender", UserFields::gender),
                user.patch("title", UserFields::text),
                FieldPatch.absent(),
                user.patch("birthdate", Fields::date),
                FieldPatch.absent(),
                PromoterDetailsPatch.NOTHING,
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent());
    }

    /** What those may change who manage promoters. */
    public static UserPatch readOfPromoter(Fields promoter) {
        return new UserPatch(
                promoter.patch("email", UserFields::email),
                FieldPatch.absent(),
                promoter.patch("first_name", UserFields::name),
                promoter.patch("last_name", UserFields::name),
                promoter.patch("gender", UserFields::gender),
                promoter.patch("title", UserFields::text),
                FieldPatch.absent(),
                promoter.patch("birthdate", Fields::date),
                promoter.patch("mobile_phone", Fields::phone),
                PromoterDetailsPatch.read(promoter),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent());
    }

    /** Nothing else than that he may no longer come in. */
    public static UserPatch deactivation() {
        return nothingButActive(FieldPatch.given(false));
    }

    private static UserPatch nothingButActive(FieldPatch<Boolean> active) {
        return new UserPatch(
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                PromoterDetailsPatch.NOTHING,
                FieldPatch.absent(),
                active,
                FieldPatch.absent());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "UserPatch";
    }
}
