/**
 * The gateway of the local stack: a process of its own that passes requests on to the services as the
 * {@code HTTPRoute} manifests say.
 */
package app.velvet.local.gateway;
