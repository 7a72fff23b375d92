/** What auth-service publishes, as a whole: needed when its database was restored from a backup. */
package app.velvet.auth.publication;
