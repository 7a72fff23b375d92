/**
 * Who makes a request.
 *
 * <p>{@link app.velvet.api.token.TokenMechanism} takes the token from the header or the parameters before an endpoint is
 * chosen; {@link app.velvet.api.token.TokenVerifier} tells whether it is genuine, from
 * {@link app.velvet.api.token.VerificationKeys} kept in this service; the service's
 * {@link app.velvet.api.token.AccessDirectory} says, at every request anew, whether its bearer may come in. Resources say
 * {@code @Authenticated} or {@code @PermitAll} and ask {@link app.velvet.api.token.CurrentCaller}.
 *
 * <p>Nothing here writes a token, or what a library says about one, to a log or into an answer.
 */
package app.velvet.api.token;
