package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** What everyone may know who may read a contact. Only {@code state}, {@code status} and {@code nurtured} are never null. */
@Embeddable
record PublicDetails(
        String title,
        @Enumerated(EnumType.STRING) ContactState state,
        @Enumerated(EnumType.STRING) ContactStatus status,
        @Enumerated(EnumType.STRING) Gender gender,
        LocalDate birthdate,
        String organization,
        String industry,
        String ethnicity,
        String sexualPreference,
        String country,
        String region,
        String city,
        Long groupId,
        boolean nurtured) {

    static final PublicDetails NONE = new PublicDetails(
            null,
            ContactState.CUSTOMER,
            ContactStatus.NO_LEVEL,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false);

    static UnaryOperator<PublicDetails> patch(Fields fields) {
        var title = ContactFields.text(fields, "title");
        var state = ContactFields.oneOf(fields, "state", ContactState.class);
        var status = ContactFields.oneOf(fields, "status", ContactStatus.class);
        var gender = ContactFields.oneOf(fields, "gender", Gender.class);
        var birthdate = fields.patch("birthdate", Fields::date);
        var organization = ContactFields.text(fields, "organization");
        var industry = ContactFields.text(fields, "industry");
        var ethnicity = ContactFields.text(fields, "ethnicity");
        var sexualPreference = ContactFields.text(fields, "sexual_preference");
        var country = ContactFields.text(fields, "country");
        var region = ContactFields.text(fields, "region");
        var city = ContactFields.text(fields, "city");
        var groupId = fields.patch("group_id", Fields::id);
        var nurtured = fields.patch("nurtured", Fields::bool);
        return current -> new PublicDetails(
                title.over(current.title),
                orDefault(state.over(current.state), NONE.state),
                orDefault(status.over(current.status), NONE.status),
                gender.over(current.gender),
                birthdate.over(current.birthdate),
                organization.over(current.organization),
                industry.over(current.industry),
                ethnicity.over(current.ethnicity),
                sexualPreference.over(current.sexualPreference),
                country.over(current.country),
                region.over(current.region),
                city.over(current.city),
                groupId.over(current.groupId),
                orDefault(nurtured.over(current.nurtured), NONE.nurtured));
    }

    /** A field that has a default takes it when it is cleared. */
    private static <T> T orDefault(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
