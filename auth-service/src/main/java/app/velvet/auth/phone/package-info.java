/** Whether a phone number is a user's own: he is sent a code by SMS and tells it. */
package app.velvet.auth.phone;
