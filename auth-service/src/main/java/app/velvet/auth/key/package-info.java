/** The keys that sign tokens: files in a directory, all of them published, the newest valid one signing. */
package app.velvet.auth.key;
