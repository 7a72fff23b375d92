/** Passwords as Argon2id hashes, computed by few threads at a time and never on an event loop. */
package app.velvet.auth.password;
