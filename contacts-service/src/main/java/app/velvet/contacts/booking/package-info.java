/**
 * The copy of what venues-service publishes about contacts: reservations and guestlists, and the events and venues that they
 * are for. {@link app.velvet.contacts.booking.Bookings} answers from it; {@link app.velvet.contacts.booking.BookedContacts}
 * is told whose bookings have changed.
 */
package app.velvet.contacts.booking;
