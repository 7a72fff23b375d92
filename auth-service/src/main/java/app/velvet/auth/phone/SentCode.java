package app.velvet.auth.phone;

/**
 * A code that was sent, as it is stored.
 *
 * @param hash tells it from any other code, also of the same digits
 */
record SentCode(long companyId, long userId, String phone, String hash) {

    /** Without the number and the hash. */
    @Override
    public String toString() {
        return "SentCode[" + companyId + "/" + userId + "]";
    }
}
