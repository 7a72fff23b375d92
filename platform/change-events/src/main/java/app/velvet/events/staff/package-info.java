/**
 * This service's copy of the staff, and who may come in by it.
 *
 * <p>A change of auth-service arrives at {@link app.velvet.events.staff.StaffCopyHandler}, which applies it by {@link
 * app.velvet.events.staff.StaffCopy}; the commit tells every replica's {@link app.velvet.events.staff.StaffDirectory} whom to
 * forget, and the next request reads him anew. {@link app.velvet.events.staff.StaffMembers} answers questions about the staff.
 * A poll of auth-service shuts out whom a dead Kafka does not tell of.
 */
package app.velvet.events.staff;
