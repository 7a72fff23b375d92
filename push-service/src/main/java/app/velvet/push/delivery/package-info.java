/**
 * How notifications reach devices. A delivery is stored with its notification; a {@link
 * app.velvet.push.delivery.DeliveryWorker} per provider and lane leases due ones, as far as {@link
 * app.velvet.push.delivery.SendLimits} lets it, hands them to its {@link app.velvet.push.delivery.PushProvider} and records the
 * {@link app.velvet.push.delivery.DeliveryOutcome}, which the provider's table of {@link
 * app.velvet.push.delivery.ProviderReason}s decides. Whoever dies on the way leaves a lease that ends: the delivery is sent
 * again, under the same id.
 */
package app.velvet.push.delivery;
