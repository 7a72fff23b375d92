package app.velvet.auth.session;

import app.velvet.auth.user.User;

/** The answer to a sign-in. */
record SignedInView(String token, boolean promoter, UserInfo userInfo) {

    public record UserInfo(long id, String firstName, String lastName) {}

    static SignedInView of(String token, User user) {
        return new SignedInView(token, user.isPromoter(), new UserInfo(user.id(), user.firstName(), user.lastName()));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "SignedInView[" + userInfo + "]";
    }
}
