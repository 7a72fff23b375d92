package app.velvet.auth.permissionlevel;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Subject;
import app.velvet.api.token.Caller;

/**
 * Permissions that count in the scope of the whole company alone. Whoever may change users or permission levels can take
 * any permission for himself; a scope of his own self or of some venues must not lead there.
 */
public final class CompanyWide {

    private CompanyWide() {}

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if {@code caller} has it in no scope or a narrower one */
    public static void require(Caller caller, Subject subject, String action) {
        if (!caller.scopes(subject, action).company()) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
