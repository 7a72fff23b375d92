package app.velvet.api.token;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import java.time.Instant;
import java.util.Collection;

/**
 * The user who makes a request, as this service knows him at this moment.
 *
 * @param companyId his company; nothing of any other company may reach him
 * @param userId who he is
 * @param sessionId the session of his token
 * @param device what acknowledgments are kept under: derived from the device token of the sign-in or, without one, from
 *     the session
 * @param name first and last name, joined by a blank
 * @param promoter whether he is a promoter
 * @param homeVenueId his home venue, or null
 * @param permissions what he may do
 * @param tokenExpiresAt until when his token lets him in; {@link Instant#MAX} where something is done for him without one
 */
public record Caller(
        long companyId,
        long userId,
        long sessionId,
        String device,
        String name,
        boolean promoter,
        Long homeVenueId,
        Permissions permissions,
        Instant tokenExpiresAt) {

    /** How far a right of his reaches; as a promoter he may have it {@linkplain Right#isEveryPromoters beyond that}. */
    public Scopes reach(Right right) {
        return permissions.reach(right);
    }

    /** Whether he may do this to anything at all. */
    public boolean may(Right right) {
        return hasAsPromoter(right) || !reach(right).isEmpty();
    }

    /** Whether he may do this to something with this audience. */
    public boolean may(Right right, Collection<Audience> audience) {
        return hasAsPromoter(right) || reach(right).reach(audience, userId);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if he may not do this to anything */
    public void require(Right right) {
        require(may(right));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if he may not do this to something with this audience */
    public void require(Right right, Collection<Audience> audience) {
        require(may(right, audience));
    }

    private boolean hasAsPromoter(Right right) {
        return promoter && right.isEveryPromoters();
    }

    private static void require(boolean permitted) {
        if (!permitted) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
