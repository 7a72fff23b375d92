package app.velvet.local;

/** Why the stack cannot do what it was asked, as one line for the person who asked. */
final class Trouble extends RuntimeException {

    Trouble(String line) {
        super(line);
    }

    Trouble(String line, Throwable cause) {
        super(line, cause);
    }
}
