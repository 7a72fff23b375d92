package app.velvet.api.token;

/**
 * The tokens by which services know each other on {@code /internal}: short-lived, for one called service, signed with a
 * key that is mounted as a secret. Safe for use by any thread.
 */
public interface ServiceTokens {

    /** The header that a service token travels in, beside the caller's own token. */
    String HEADER = "Velvet-Service-Token";

    /**
     * A new token of this service, good for one minute.
     *
     * @param audience the service that is called, e.g. {@code contacts-service}
     * @throws IllegalStateException if this service has no key
     */
    String issue(String audience);

    /**
     * The name of the service that issued this token for this service.
     *
     * @throws app.velvet.api.error.RefusedException {@link TokenError#SERVICE_TOKEN_REQUIRED} if it is null or not good
     */
    String verify(String token);
}
