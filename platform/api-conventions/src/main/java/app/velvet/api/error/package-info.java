/**
 * Errors of one shape. A feature refuses with a {@link app.velvet.api.error.RefusedException} that carries one of its
 * {@link app.velvet.api.error.Refusal}s; {@link app.velvet.api.error.ErrorAnswers} decides what becomes of that and of
 * every other failure, for JAX-RS ({@link app.velvet.api.error.ResourceErrors}) and for Vert.x ({@link
 * app.velvet.api.error.RequestErrors}) alike. A database that is out of reach is a 503 without anybody's doing; what nobody
 * foresaw is a 500 that says nothing, and a line in the log under the request's id.
 */
package app.velvet.api.error;
