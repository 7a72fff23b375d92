/**
 * The copy of what contacts-service publishes, as far as reservations and guestlists tell of it: guests with their tags and
 * qualifications, notes and tasks. {@link app.velvet.venues.contact.ContactDirectory} answers from it, {@link
 * app.velvet.venues.contact.EmbeddedContacts} says how others embed it, and what embeds it {@linkplain
 * app.velvet.venues.derived.Dependants follows} it.
 */
package app.velvet.venues.contact;
