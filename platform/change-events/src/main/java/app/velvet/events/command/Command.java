package app.velvet.events.command;

/**
 * What another service is to do, whoever is logged in when it does: the calling service has checked that its user may want
 * it, and says in the body who he is.
 *
 * @param service who is to do it, e.g. {@code contacts-service}
 * @param path where it takes it, under {@code /internal}
 * @param key names what is to be done once, e.g. {@code reservation/17/note/1}; unique for this service within the company
 * @param body written as JSON by Jackson
 */
public record Command(long companyId, String service, String path, String key, Object body) {

    private static final String INTERNAL = "/internal/";

    /** @throws IllegalArgumentException if the path is not under {@code /internal} */
    public Command {
        if (!path.startsWith(INTERNAL)) {
            throw new IllegalArgumentException("Services call each other only under /internal");
        }
    }
}
