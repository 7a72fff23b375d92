package app.velvet.push.delivery;

import java.time.Duration;
import java.util.List;

/** A provider that misbehaves when told to, whichever it is. */
interface StandIn extends AutoCloseable {

    /** What it does instead of accepting a push. */
    enum Fault {
        FAILS,
        IS_UNAVAILABLE,
        CLOSES_CONNECTION,
        GOES_AWAY,
        SAYS_NOTHING,
        REFUSES_CREDENTIALS,
        REFUSES_FOR_GOOD,
        KNOWS_NO_SUCH_DEVICE,
        /** Accepts when {@link #letGo} is called. */
        HOLDS_BACK
    }

    /**
     * A push that arrived, accepted or not.
     *
     * @param id by which the device knows a repetition
     */
    record Arrived(String id, String message, int badge, long notificationId) {}

    int port();

    /** How many pushes came for this token, silent ones too. */
    int count(String token);

    /** What came for this token, in order; none of it silent. */
    List<Arrived> arrived(String token);

    /** The next pushes for this token meet these faults, one each. */
    void misbehave(String token, Fault... next);

    /** The next push for this token is answered that there are too many. */
    void askToWait(String token, Duration pause);

    /** While the next push for this token is on its way something happens; then it meets this fault. */
    void misbehave(String token, Runnable meanwhile, Fault fault);

    /** What it says about a fault, or our client does in its place. */
    String reason(Fault fault);

    /** What it says when it asks to wait. */
    String reasonToWait();

    int heldBack();

    void letGo();

    @Override
    void close();
}
