/** A user: the one aggregate behind the staff list, one's own profile and every sign-in. */
package app.velvet.auth.user;
