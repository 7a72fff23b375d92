package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;

/** How many parameters one request may still have, counted over its query and its body. */
final class ParameterBudget {

    static final int MOST = 10_000;

    private int left = MOST;

    /** @throws RefusedException if the request has too many parameters */
    void spendOne() {
        if (--left < 0) {
            throw new RefusedException(ApiError.INVALID_PARAMS);
        }
    }

    int left() {
        return left;
    }
}
