/**
 * What only so many times may be tried within some time, on all replicas together. A service that limits something has a
 * table {@code attempt} and lets {@link app.velvet.api.throttle.Throttle#forgetWhatNoLongerCounts} run now and then.
 */
package app.velvet.api.throttle;
