/**
 * What staff report of their conversations with contacts: when, by what means, and what came of it. A log that belongs to a
 * task completes it.
 */
package app.velvet.contacts.log;
