/**
 * What happens to every request before an endpoint sees it.
 *
 * <p>{@link app.velvet.api.http.RequestIdFilter} gives it an id, {@link app.velvet.api.http.PathFilter} takes
 * {@code .json} and slashes off its path, the filter of {@link app.velvet.api.parameters} collects its parameters; then come
 * authentication and JAX-RS. Whatever goes wrong on the way is answered by {@link app.velvet.api.error}. {@link
 * app.velvet.api.http.WireFormat} is how answers are written.
 */
package app.velvet.api.http;
