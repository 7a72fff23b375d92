package app.velvet.venues.event;

import java.time.LocalDate;

/**
 * What the other features need to know of an event.
 *
 * @param active whether it takes place
 * @param started whether it has begun
 * @param over whether it is over
 * @param guestlistTemplateId what guests can be on its guestlist as; null if it has none
 * @param guestlistSales whether guests can be put down for it
 */
public record EventOverview(
        long companyId,
        long id,
        long venueId,
        String name,
        LocalDate date,
        boolean active,
        boolean started,
        boolean over,
        Long guestlistTemplateId,
        boolean guestlistSales) {}
