package app.velvet.contacts.dictionary;

import app.velvet.api.error.Refusal;

/** The ways in which a request about dictionaries can be refused. */
enum DictionaryError implements Refusal {
    /** Ask for one of those that the list of all has. */
    NOT_FOUND(404, "Dictionary was not found");

    private final int status;
    private final String message;

    DictionaryError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
