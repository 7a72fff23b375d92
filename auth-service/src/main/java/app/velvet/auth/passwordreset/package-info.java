/**
 * A new password for who has forgotten his. Asking for it only takes the address down; a worker of any replica looks up whose
 * it is, makes a token and mails it, until a mail server takes the mail. The token sets a new password, once.
 */
package app.velvet.auth.passwordreset;
