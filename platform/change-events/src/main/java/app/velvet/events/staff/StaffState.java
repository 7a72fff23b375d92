package app.velvet.events.staff;

import app.velvet.api.token.Access;
import app.velvet.api.token.Caller;
import app.velvet.api.token.TokenClaims;
import java.util.Set;

/**
 * All that decides whether one user may come in, as of one moment.
 *
 * @param member null if the copy does not know him
 * @param companyActive true also for a company that has not been heard of yet
 * @param appliedSequence up to which of auth-service's changes this is
 * @param endedSessions his sessions that have ended although their tokens have not expired
 */
record StaffState(StaffMember member, boolean companyActive, long appliedSequence, Set<Long> endedSessions) {

    boolean isBehind(TokenClaims claims) {
        return appliedSequence < claims.stateSequence();
    }

    Access judge(TokenClaims claims) {
        var sessionEnded = endedSessions.contains(claims.sessionId());
        if (isBehind(claims)) {
            // An ended session never comes back; everything else may have changed since.
            return sessionEnded ? new Access.Ended() : new Access.Behind();
        }
        if (member == null) {
            return new Access.Ended();
        }
        if (!member.active() || !companyActive) {
            return new Access.Deactivated();
        }
        return sessionEnded ? new Access.Ended() : new Access.Granted(caller(claims));
    }

    private Caller caller(TokenClaims claims) {
        return new Caller(
                member.companyId(),
                member.id(),
                claims.sessionId(),
                claims.device(),
                member.name(),
                member.promoter(),
                member.homeVenueId(),
                member.permissions(),
                claims.expiresAt());
    }
}
