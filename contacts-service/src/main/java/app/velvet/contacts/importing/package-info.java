/**
 * Address books that users upload as vCards. {@code ImportService} stores the file and answers; {@code Importing} goes on
 * with it batch by batch, on whatever replica: {@code CardReader} finds the cards in the file, {@code CardFields} what they
 * say, and {@code ImportProgress} creates the contacts of a batch and takes down how far it is in one transaction.
 */
package app.velvet.contacts.importing;
