/**
 * What a company offers to choose from: the values of some fields of contacts, tasks, artists and receipts. Until it changes a
 * dictionary it has the default one.
 */
package app.velvet.contacts.dictionary;
