package app.velvet.events.relay;

import app.velvet.events.ChangeEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The state of a service as that of each class it publishes. */
public final class PublishedClasses implements StateSource {

    private final List<PublishedClass> classes;

    /** @param classes what others refer to first */
    public PublishedClasses(List<PublishedClass> classes) {
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("A service that publishes has classes it publishes");
        }
        this.classes = List.copyOf(classes);
    }

    @Override
    public List<String> classNames() {
        return classes.stream().map(PublishedClass::name).toList();
    }

    /** @throws IllegalArgumentException if there is no such class */
    @Override
    public List<ChangeEvent> state(Connection transaction, long companyId, String className, long afterId, int limit)
            throws SQLException {
        var published = require(className);
        try (var query = transaction.prepareStatement(published.query() + " limit ?")) {
            query.setLong(1, companyId);
            query.setLong(2, afterId);
            query.setInt(3, limit);
            var changes = new ArrayList<ChangeEvent>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    changes.add(published.read(rows));
                }
            }
            return changes;
        }
    }

    private PublishedClass require(String className) {
        return classes.stream()
                .filter(published -> published.name().equals(className))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("Not published here: " + className));
    }
}
