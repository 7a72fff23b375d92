package app.velvet.auth.passwordreset;

/**
 * A mail that this replica has leased.
 *
 * @param email as it was typed; perhaps nobody's
 * @param tries how many there are with this one; tells this lease from a later one
 */
record DueReset(long id, String email, int tries) {

    /** Without the address. */
    @Override
    public String toString() {
        return "DueReset[" + id + "]";
    }
}
