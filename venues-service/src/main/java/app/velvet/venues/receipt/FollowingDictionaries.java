package app.velvet.venues.receipt;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.consumer.UnprocessableChangeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What contacts-service publishes of dictionaries: one of them says what can be printed. */
@ApplicationScoped
class FollowingDictionaries implements ChangeHandler {

    private static final String CONSUMER = "venues-service.dictionaries";
    private static final String CLASS_NAME = "Dictionary";
    private static final String KEY = "thermal_receipt_fields";

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public Set<String> topics() {
        return Set.of("contacts.changes");
    }

    /** Nobody sees anything by it. */
    @Override
    public boolean stopsCompanies() {
        return false;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        for (var change : changes) {
            if (change.className().equals(CLASS_NAME)) {
                apply(transaction, change);
            }
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        for (var id : resynchronisation.unnamed(transaction, "receipt_dictionary", CLASS_NAME)) {
            delete(transaction, resynchronisation.companyId(), id);
        }
    }

    private static void apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.action() == Action.DESTROY) {
            delete(transaction, change.companyId(), change.id());
            return;
        }
        var dictionary = ChangeData.of(change);
        if (KEY.equals(dictionary.require("key").asText())) {
            store(transaction, change, keys(dictionary));
        }
    }

    private static void store(Connection transaction, ChangeRecord change, List<String> keys) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into receipt_dictionary (company_id, id, field_keys) values (?, ?, ?)
                on conflict on constraint pk_receipt_dictionary do update set field_keys = excluded.field_keys
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setArray(3, transaction.createArrayOf("text", keys.toArray()));
            statement.executeUpdate();
        }
    }

    private static void delete(Connection transaction, long companyId, long id) throws SQLException {
        try (var statement =
                transaction.prepareStatement("delete from receipt_dictionary where company_id = ? and id = ?")) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    private static List<String> keys(ChangeData dictionary) {
        var keys = new ArrayList<String>();
        for (var field : dictionary.require("value")) {
            if (!field.path("key").isTextual()) {
                throw new UnprocessableChangeException(dictionary.change(), "One of its fields has no key");
            }
            keys.add(field.path("key").textValue());
        }
        return keys;
    }
}
