/**
 * How notifications reach devices. A delivery is stored with its notification; a {@link
 * app.velvet.push.delivery.DeliveryWorker} per provider leases due ones, hands them to its {@link
 * app.velvet.push.delivery.PushProvider} and records the {@link app.velvet.push.delivery.DeliveryOutcome}. Whoever dies on
 * the way leaves a lease that ends: the delivery is sent again, under the same id.
 */
package app.velvet.push.delivery;
