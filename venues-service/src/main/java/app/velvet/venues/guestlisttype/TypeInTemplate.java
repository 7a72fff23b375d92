package app.velvet.venues.guestlisttype;

import app.velvet.api.parameters.Fields;

/**
 * A type that a template is to have.
 *
 * @param id of one that it has already, which is changed; null for a new one
 */
record TypeInTemplate(
        Long id, String name, double pricePerPerson, Integer personCount, GenderType genderType, boolean preselected) {

    static final int LONGEST_NAME = 255;

    static TypeInTemplate read(Fields fields) {
        fields.requiredText("gender_type", Integer.MAX_VALUE);
        return new TypeInTemplate(
                fields.id("id"),
                fields.requiredText("name", LONGEST_NAME),
                price(fields),
                fields.integer("person_count", 0, Integer.MAX_VALUE),
                fields.oneOf("gender_type", GenderType.class),
                fields.bool("default", false));
    }

    private static double price(Fields fields) {
        var price = fields.decimal("price_per_person");
        if (price != null && price < 0) {
            fields.reject("price_per_person", "is invalid");
        }
        return price == null ? 0 : price;
    }
}
