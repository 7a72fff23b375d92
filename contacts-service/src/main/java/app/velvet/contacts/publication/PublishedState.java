package app.velvet.contacts.publication;

import app.velvet.contacts.contact.PublishedContacts;
import app.velvet.contacts.tag.PublishedTags;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.StateSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that contacts-service publishes, as it is now. */
@ApplicationScoped
class PublishedState implements StateSource {

    private static final String COMPANIES = """
            select company_id from (select company_id from contact union select company_id from tag_category) as owning
             where company_id > ? order by company_id limit ?
            """;

    private final List<PublishedClass> classes;

    PublishedState(PublishedTags tags, PublishedContacts contacts) {
        classes = Stream.concat(tags.classes().stream(), contacts.classes().stream())
                .toList();
    }

    @Override
    public List<String> classNames() {
        return classes.stream().map(PublishedClass::name).toList();
    }

    @Override
    public List<Long> companies(Connection transaction, long afterId, int limit) throws SQLException {
        try (var query = transaction.prepareStatement(COMPANIES)) {
            query.setLong(1, afterId);
            query.setInt(2, limit);
            var ids = new ArrayList<Long>();
            var rows = query.executeQuery();
            while (rows.next()) {
                ids.add(rows.getLong("company_id"));
            }
            return ids;
        }
    }

    @Override
    public List<ChangeEvent> state(Connection transaction, long companyId, String className, long afterId, int limit)
            throws SQLException {
        var published = require(className);
        try (var query = transaction.prepareStatement(published.query() + " limit ?")) {
            query.setLong(1, companyId);
            query.setLong(2, afterId);
            query.setInt(3, limit);
            var changes = new ArrayList<ChangeEvent>();
            var rows = query.executeQuery();
            while (rows.next()) {
                changes.add(published.read(rows));
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
