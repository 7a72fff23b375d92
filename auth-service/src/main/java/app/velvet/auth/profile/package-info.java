/** What a user sees and changes of himself. */
package app.velvet.auth.profile;
