/**
 * The proof of the promise. Random histories are published as real change events and projected by several real replicas that are
 * killed, paused and cut off, while simulated devices follow the protocol over HTTP; whatever a device holds is judged by a
 * model that knows nothing of feeds.
 *
 * <p>{@code Writer} changes the {@code Company}, which publishes through the {@code Relay}; {@code Devices} ask through the
 * {@code Gateway}; {@code Faults} befall the {@code Cluster}; {@code Progress} sees what is committed when.
 */
package app.velvet.sync.promise;
