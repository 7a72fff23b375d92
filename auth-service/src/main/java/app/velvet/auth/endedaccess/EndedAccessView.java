package app.velvet.auth.endedaccess;

import java.time.Instant;
import java.util.List;

/**
 * Who has lost access.
 *
 * @param sessions ended ones whose tokens have not expired yet
 * @param companies the ids of deactivated ones
 * @param cursor where the next reading goes on
 */
record EndedAccessView(List<EndedSession> sessions, List<DeactivatedUser> users, List<Long> companies, String cursor) {

    record EndedSession(long id, long companyId, long userId, Instant expiresAt) {}

    record DeactivatedUser(long id, long companyId) {}
}
