package app.velvet.api.idempotency;

/**
 * A client's name for one request.
 *
 * @param parametersHash what the request asked for, see {@link ParametersHash}
 */
record IdempotencyKey(long companyId, long userId, String key, byte[] parametersHash) {}
