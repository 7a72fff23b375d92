package app.velvet.push.delivery;

/** Notifications wait in two lanes, each with a worker of its own: what goes to many at once delays nothing else. */
enum Lane {
    URGENT("notification", "not bulk"),
    BULK("broadcast", "bulk");

    private final String kind;
    private final String condition;

    Lane(String kind, String condition) {
        this.kind = kind;
        this.condition = condition;
    }

    /** As metrics and threads name it. */
    String kind() {
        return kind;
    }

    /** Which deliveries it takes, in SQL. */
    String condition() {
        return condition;
    }
}
