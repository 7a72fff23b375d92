package app.velvet.contacts.tag;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Subject;
import app.velvet.api.token.Caller;

/** Everyone in the company sees its tags; who manages the company changes them. */
final class TagAccess {

    private TagAccess() {}

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    static void requireManaging(Caller caller) {
        if (!caller.scopes(Subject.COMPANY, Permissions.MANAGE).company()) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
