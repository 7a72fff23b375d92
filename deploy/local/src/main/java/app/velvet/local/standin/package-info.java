/**
 * Stand-ins for what a deployment has outside of Velvet: APNs, a mail server and Twilio. They speak the real protocols and
 * refuse what the real ones refuse; what arrives is shown on the page {@code /_local}.
 */
package app.velvet.local.standin;
