package app.velvet.contacts.importing;

/**
 * An import that is gone on with.
 *
 * @param position see {@link CardReader}
 * @param lease ends when somebody else has another one
 * @param retries how often it has failed since a batch was done
 * @param isOneByOne whether its next card is tried alone
 */
record ClaimedImport(long companyId, long id, long userId, long position, int lease, int retries, boolean isOneByOne) {}
