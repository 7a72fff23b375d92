package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.function.UnaryOperator;

/** What a contact looks like, as far as it is known. */
@Embeddable
record Appearance(
        @Enumerated(EnumType.STRING) BodyType bodyType,
        @Enumerated(EnumType.STRING) HairColor hairColor,
        @Enumerated(EnumType.STRING) EyeColor eyeColor,
        @Enumerated(EnumType.STRING) Height height) {

    static final Appearance NONE = new Appearance(null, null, null, null);

    static UnaryOperator<Appearance> patch(Fields fields) {
        var bodyType = ContactFields.oneOf(fields, "body_type", BodyType.class);
        var hairColor = ContactFields.oneOf(fields, "hair_color", HairColor.class);
        var eyeColor = ContactFields.oneOf(fields, "eye_color", EyeColor.class);
        var height = ContactFields.oneOf(fields, "height", Height.class);
        return current -> new Appearance(
                bodyType.over(current.bodyType),
                hairColor.over(current.hairColor),
                eyeColor.over(current.eyeColor),
                height.over(current.height));
    }
}
