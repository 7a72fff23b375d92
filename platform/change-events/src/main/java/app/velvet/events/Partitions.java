package app.velvet.events;

/** Which partition of a change topic a company's changes are in. */
public final class Partitions {

    /** Of every change topic; never changed on a live one. */
    public static final int COUNT = 64;

    private Partitions() {}

    public static int of(long companyId) {
        return Math.floorMod(companyId, COUNT);
    }
}
