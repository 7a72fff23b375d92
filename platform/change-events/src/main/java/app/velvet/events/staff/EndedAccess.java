package app.velvet.events.staff;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Whom auth-service no longer lets in: what ended since a cursor that it gave before.
 *
 * @param sessions ended sessions whose tokens have not expired
 * @param users users who are deactivated at this moment
 * @param companies companies that are deactivated at this moment
 * @param cursor where to go on
 */
@RegisterForReflection(ignoreNested = false)
record EndedAccess(List<Session> sessions, List<User> users, List<Long> companies, String cursor) {

    record Session(long id, long companyId, long userId, OffsetDateTime expiresAt) {}

    record User(long id, long companyId) {}
}
