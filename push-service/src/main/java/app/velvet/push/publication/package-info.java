/** What push-service publishes, as a whole: needed when its database was restored from a backup. */
package app.velvet.push.publication;
