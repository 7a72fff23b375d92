package app.velvet.venues.guestlisttype;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A guestlist type as it is answered and published.
 *
 * @param personCount how many may come as this to one event; null if any number
 * @param preselected whether apps offer it first
 */
public record GuestlistTypeView(
        long id,
        String name,
        double pricePerPerson,
        Integer personCount,
        GenderType genderType,
        @JsonProperty("default") boolean preselected,
        long guestlistTemplateId) {

    static GuestlistTypeView of(GuestlistType type) {
        return new GuestlistTypeView(
                type.id(),
                type.name(),
                type.pricePerPerson(),
                type.personCount(),
                type.genderType(),
                type.preselected(),
                type.guestlistTemplateId());
    }
}
