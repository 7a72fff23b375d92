/**
 * A request's parameters: one immutable tree, merged from query and body on every method.
 *
 * <p>{@link app.velvet.api.parameters.ParametersFilter} has the query and the body read ({@link
 * app.velvet.api.parameters.UrlEncoded}, {@link app.velvet.api.parameters.JsonParameters}, {@link
 * app.velvet.api.parameters.MultipartBody}) and keeps the tree with the request. A resource injects {@link
 * app.velvet.api.parameters.RequestParameters} and reads what it needs with {@link app.velvet.api.parameters.Fields},
 * which takes down everything that is wrong and refuses the request once:
 *
 * <pre>{@code
 * var note = parameters.read(fields -> fields.requiredTree("note", NewNote::read));
 *
 * record NewNote(String text, Long contactId) {
 *     static NewNote read(Fields fields) {
 *         return new NewNote(fields.requiredText("text", 10_000), fields.id("contact_id"));
 *     }
 * }
 * }</pre>
 */
package app.velvet.api.parameters;
