package app.velvet.events.command;

/** Points between which a sender can die without a command being lost. */
enum CommandStep {
    CLAIMED,
    ANSWERED,
    RECORDED
}
