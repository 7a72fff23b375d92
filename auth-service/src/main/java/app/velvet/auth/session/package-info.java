/** Sign-in and sign-out, and whether the bearer of a token may still come in. */
package app.velvet.auth.session;
