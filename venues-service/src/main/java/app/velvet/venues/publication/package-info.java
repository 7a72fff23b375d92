/** What venues-service publishes, as a whole: needed when its database was restored from a backup. */
package app.velvet.venues.publication;
