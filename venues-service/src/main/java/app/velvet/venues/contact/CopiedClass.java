package app.velvet.venues.contact;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The copy of one class. All that changes it tells of what others embed something else now. */
abstract class CopiedClass {

    /** Ids of what has become different, by class, and what is to be told because of it. */
    static final class Changed {

        private final Map<String, SortedSet<Long>> ids = new TreeMap<>();
        private final List<ChangeEvent> changes = new ArrayList<>();

        /** @param id null for nothing */
        void add(String className, Long id) {
            if (id != null) {
                ids.computeIfAbsent(className, one -> new TreeSet<>()).add(id);
            }
        }

        void tell(ChangeEvent change) {
            changes.add(change);
        }

        Map<String, SortedSet<Long>> byClass() {
            return ids;
        }

        List<ChangeEvent> toBeTold() {
            return changes;
        }
    }

    private final String className;
    private final String table;

    CopiedClass(String className, String table) {
        this.className = className;
        this.table = table;
    }

    String className() {
        return className;
    }

    void apply(Connection transaction, ChangeRecord change, Changed changed) throws SQLException {
        if (change.action() == Action.DESTROY) {
            delete(transaction, change.companyId(), change.id(), changed);
        } else {
            store(transaction, ChangeData.of(change), changed);
        }
    }

    /** Deletes what contacts-service has not named any more. */
    void sweep(Connection transaction, Resynchronisation resynchronisation, Changed changed) throws SQLException {
        for (var id : resynchronisation.unnamed(transaction, table, className)) {
            delete(transaction, resynchronisation.companyId(), id, changed);
        }
    }

    abstract void store(Connection transaction, ChangeData data, Changed changed) throws SQLException;

    abstract void delete(Connection transaction, long companyId, long id, Changed changed) throws SQLException;
}
