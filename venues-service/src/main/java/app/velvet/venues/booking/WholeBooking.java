package app.velvet.venues.booking;

import app.velvet.api.permission.Audience;
import java.util.Set;

/** A booking with all that it embeds. */
public interface WholeBooking {

    long companyId();

    long id();

    /** Who may see it. */
    Set<Audience> audience();

    /** As it is published. */
    BookingView<?> published();
}
