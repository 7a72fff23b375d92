package app.velvet.api.token;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Scopes;
import app.velvet.api.permission.Subject;

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
 */
public record Caller(
        long companyId,
        long userId,
        long sessionId,
        String device,
        String name,
        boolean promoter,
        Long homeVenueId,
        Permissions permissions) {

    public Scopes scopes(Subject subject, String action) {
        return permissions.scopes(subject, action);
    }

    /**
     * The same, where something must be permitted to go on.
     *
     * @throws RefusedException {@link ApiError#NOT_PERMITTED} if nothing is
     */
    public Scopes requireScopes(Subject subject, String action) {
        var scopes = scopes(subject, action);
        if (scopes.isEmpty()) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
        return scopes;
    }

    /**
     * Where only a permission for the whole company counts. What makes itself felt beyond the caller's own self and venues
     * (who is permitted what, how the company's things are named) is not for somebody whose permission ends there.
     *
     * @throws RefusedException {@link ApiError#NOT_PERMITTED} if {@code action} is permitted in narrower scopes or in none
     */
    public void requireCompanyWide(Subject subject, String action) {
        if (!scopes(subject, action).company()) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
