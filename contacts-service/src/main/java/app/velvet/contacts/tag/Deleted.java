package app.velvet.contacts.tag;

/** The answer to a removal. */
record Deleted(String message) {

    static final Deleted ANSWER = new Deleted("Success");
}
