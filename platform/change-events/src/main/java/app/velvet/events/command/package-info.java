/**
 * Commands to other services that need not be answered now. They are stored in the transaction that wants them and delivered
 * under {@code /internal} until they are accepted.
 */
package app.velvet.events.command;
