package app.velvet.events.command;

/**
 * A command that this sender has leased.
 *
 * @param traceparent of what wanted it; null if its trace is not recorded
 * @param tries how many there are with this one; tells this lease from a later one
 */
record DueCommand(long companyId, long id, String path, String key, String body, String traceparent, int tries) {}
