/**
 * What other services publish and users are told of. Each handler keeps a copy of what its notifications speak of, and tells
 * in the transaction in which a change counts, so that each change is told of once.
 */
package app.velvet.push.cause;
