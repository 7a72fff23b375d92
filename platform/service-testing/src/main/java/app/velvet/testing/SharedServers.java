package app.velvet.testing;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What exists once per JVM although Quarkus loads this class anew, statics and all, for a test profile: its description
 * is kept where every class loader finds it.
 */
final class SharedServers {

    private SharedServers() {}

    /**
     * Returns what is registered under a name, making and registering it first if it is not.
     *
     * @param find finds it again by its description
     * @param describe a description that is enough to find it
     */
    static <T> T once(String name, Supplier<T> make, Function<String, T> find, Function<T, String> describe) {
        String property = "velvet.testing." + name;
        // an interned string is the one lock that all class loaders have in common
        synchronized (property.intern()) {
            String description = System.getProperty(property);
            if (description != null) {
                return find.apply(description);
            }
            T made = make.get();
            System.setProperty(property, describe.apply(made));
            return made;
        }
    }
}
