/**
 * What other services have done here, under {@code /internal}. They deliver a command until they hear that it was carried
 * out, for days if need be, so that its key is kept far longer than that of a client's request.
 */
package app.velvet.contacts.command;
