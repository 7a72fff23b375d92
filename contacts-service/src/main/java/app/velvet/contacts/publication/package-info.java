/** What contacts-service publishes, as a whole: needed when its database was restored from a backup. */
package app.velvet.contacts.publication;
