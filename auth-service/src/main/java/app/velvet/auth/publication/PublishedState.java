package app.velvet.auth.publication;

import app.velvet.auth.company.PublishedCompanies;
import app.velvet.auth.permissionlevel.PublishedPermissionLevels;
import app.velvet.auth.session.PublishedSessions;
import app.velvet.auth.user.PublishedUsers;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.StateSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that auth-service publishes, as it is now. */
@ApplicationScoped
class PublishedState implements StateSource {

    private final List<PublishedClass> classes;

    PublishedState(
            PublishedCompanies companies,
            PublishedPermissionLevels permissionLevels,
            PublishedUsers users,
            PublishedSessions sessions) {
        classes = List.of(companies, permissionLevels, users, sessions);
    }

    @Override
    public List<String> classNames() {
        return classes.stream().map(PublishedClass::name).toList();
    }

    @Override
    public List<Long> companies(Connection transaction, long afterId, int limit) throws SQLException {
        try (var query = transaction.prepareStatement("select id from company where id > ? order by id limit ?")) {
            query.setLong(1, afterId);
            query.setInt(2, limit);
            var ids = new ArrayList<Long>();
            var rows = query.executeQuery();
            while (rows.next()) {
                ids.add(rows.getLong("id"));
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
