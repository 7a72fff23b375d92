/**
 * What follows from a change of something else, in as many transactions as it takes: of the notes of a contact who may see
 * them, of its tasks the name in them; of a removed tag the contacts that carry it. Whoever changes something {@linkplain
 * app.velvet.contacts.derived.DerivedChanges#request requests} it in his transaction; the {@link
 * app.velvet.contacts.derived.Dependants} follow.
 */
package app.velvet.contacts.derived;
