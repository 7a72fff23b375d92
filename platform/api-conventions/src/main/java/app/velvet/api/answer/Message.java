package app.velvet.api.answer;

/** The answer to a request that is done and has nothing to tell. */
public record Message(String message) {

    public static final Message SUCCESS = new Message("Success");
}
