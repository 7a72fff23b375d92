/** What only so many times may be tried within some time, on all replicas together. */
package app.velvet.auth.throttle;
