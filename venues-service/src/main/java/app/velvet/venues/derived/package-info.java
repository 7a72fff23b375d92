/**
 * What follows from a change of something else, in as many transactions as it takes: the reservations of a guest who has
 * another name, or of an event that begins earlier, tell so. Whoever changes something {@linkplain
 * app.velvet.venues.derived.DerivedChanges#request requests} it in his transaction; the {@link
 * app.velvet.venues.derived.Dependants} follow.
 */
package app.velvet.venues.derived;
