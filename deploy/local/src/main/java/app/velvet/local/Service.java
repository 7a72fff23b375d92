package app.velvet.local;

import java.util.List;
import java.util.Set;

/**
 * A service of the stack, its own process on its own database.
 *
 * @param name of the service, of its module and of its process
 */
record Service(String name, String database) {

    static final Service AUTH = new Service("auth-service", "auth");
    static final Service CONTACTS = new Service("contacts-service", "contacts");
    static final Service VENUES = new Service("venues-service", "venues");
    static final Service SYNC = new Service("sync-service", "sync");
    static final Service PUSH = new Service("push-service", "push");

    private static final Set<Service> TAKING_PICTURES = Set.of(AUTH, CONTACTS, VENUES);

    static final List<Service> ALL = List.of(AUTH, CONTACTS, VENUES, SYNC, PUSH);

    boolean takesPictures() {
        return TAKING_PICTURES.contains(this);
    }
}
