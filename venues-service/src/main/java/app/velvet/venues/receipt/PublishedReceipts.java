package app.velvet.venues.receipt;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Thermal receipts as they were last published. */
@ApplicationScoped
public class PublishedReceipts implements PublishedClass {

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return ReceiptChanges.THERMAL_RECEIPT;
    }

    @Override
    public String query() {
        return "select * from thermal_receipt where company_id = ? and id > ? order by id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var receipt = new ReceiptView(
                row.getLong("id"), row.getLong("venue_id"), texts(row, "fields"), texts(row, "additional_texts"));
        return ReceiptChanges.of(Action.UPDATE, receipt, row.getLong("company_id"), null);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
