package app.velvet.api.token;

import java.time.Instant;

/**
 * What a verified token says.
 *
 * @param stateSequence the sequence, in its company's {@code auth.changes}, of the user state that the token was issued
 *     on; a service that has not applied it yet must not judge the user
 */
public record TokenClaims(
        long companyId, long userId, long sessionId, String device, long stateSequence, Instant expiresAt) {}
