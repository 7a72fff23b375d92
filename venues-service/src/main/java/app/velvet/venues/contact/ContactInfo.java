package app.velvet.venues.contact;

/**
 * A guest as bookings tell of him.
 *
 * @param avatar where his picture is
 * @param tagNames joined by {@code ", "}, in alphabetical order
 */
public record ContactInfo(
        String name,
        String state,
        String title,
        String organization,
        String avatar,
        String avatarMobileThumbUrl,
        String facebook,
        String twitter,
        String email,
        String phone,
        String tagNames) {

    /** As those see him who may not view him in full. */
    public ContactInfo masked() {
        return new ContactInfo(
                name,
                state,
                title,
                organization,
                avatar,
                avatarMobileThumbUrl,
                facebook,
                twitter,
                null,
                null,
                tagNames);
    }
}
