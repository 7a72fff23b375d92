/**
 * What bookings of all kinds, reservations and guestlists, have in common: the guests they are for, who may be described in the
 * request, and what contacts-service is to do because of them.
 */
package app.velvet.venues.booking;
