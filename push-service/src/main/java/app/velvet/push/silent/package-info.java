/** Pushes that nobody sees: they have an app pull what is new in its user's feed. */
package app.velvet.push.silent;
