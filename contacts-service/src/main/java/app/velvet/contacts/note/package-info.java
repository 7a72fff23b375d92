/**
 * What staff write down about contacts, tasks, reservations and guestlists. A note is read by who may read what it is about;
 * that tells of itself as {@link app.velvet.contacts.note.Noted}.
 */
package app.velvet.contacts.note;
