/**
 * The {@code Idempotency-Key} header of creating requests. The key's row is inserted by the transaction that does the work:
 * its primary key makes a second request wait for the first, and its rollback makes the key free again.
 */
package app.velvet.api.idempotency;
