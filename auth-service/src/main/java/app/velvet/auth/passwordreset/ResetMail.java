package app.velvet.auth.passwordreset;

/** A mail to be sent. */
record ResetMail(long companyId, long userId, String firstName, String email, String company, ResetToken token) {

    /** Without what is in it. */
    @Override
    public String toString() {
        return "ResetMail[" + companyId + "/" + userId + "]";
    }
}
