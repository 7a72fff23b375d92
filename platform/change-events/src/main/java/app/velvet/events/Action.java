package app.velvet.events;

/** What happened to an entity. */
public enum Action {
    CREATE("create", "created"),
    UPDATE("update", "updated"),
    DESTROY("destroy", "destroyed");

    private final String wireName;
    private final String pastTense;

    Action(String wireName, String pastTense) {
        this.wireName = wireName;
        this.pastTense = pastTense;
    }

    /** The form in a log element: {@code create}, {@code update}, {@code destroy}. */
    public String wireName() {
        return wireName;
    }

    /** The form in {@code ce_type}: {@code created}, {@code updated}, {@code destroyed}. */
    public String pastTense() {
        return pastTense;
    }

    /** @throws IllegalArgumentException if there is no such action */
    public static Action ofWireName(String wireName) {
        for (var action : values()) {
            if (action.wireName.equals(wireName)) {
                return action;
            }
        }
        throw new IllegalArgumentException("Not an action: " + wireName);
    }
}
