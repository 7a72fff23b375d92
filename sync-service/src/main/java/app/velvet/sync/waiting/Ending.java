package app.velvet.sync.waiting;

/** Why a poll waits no longer. */
public enum Ending {
    /** Something under its keys is new. */
    CHANGED,
    /** Its time is over. */
    EXPIRED,
    /** This replica lets nobody wait, or not that many: answer with what is known. */
    TURNED_AWAY
}
