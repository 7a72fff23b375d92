package app.velvet.contacts.contact;

import java.time.LocalDate;

/** What the bookings of a contact come to, at all venues or at one. Money is in the company's currency. */
record Expenditures(
        double totalSpent,
        double averageSpent,
        double highestSpent,
        double totalComp,
        int reservations,
        int campaigns,
        int guestlists,
        int noShows,
        int cancellations,
        LocalDate lastReservation) {}
