/** What staff are to do about contacts, and what came of it. A task is done when a log says so, or one of the staff. */
package app.velvet.contacts.task;
