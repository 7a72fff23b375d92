package app.velvet.local;

import java.util.List;

/**
 * A service of the stack, its own process on its own database.
 *
 * @param name of the service, of its module and of its process
 */
record Service(String name, String database) {

    static final Service AUTH = new Service("auth-service", "auth");
    static final Service CONTACTS = new Service("contacts-service", "contacts");
    static final Service SYNC = new Service("sync-service", "sync");

    static final List<Service> ALL = List.of(AUTH, CONTACTS, SYNC);
}
