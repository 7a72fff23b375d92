package app.velvet.events.relay;

import app.velvet.events.ChangeEvent;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How the current state of one published class is read, over JDBC. */
public interface PublishedClass {

    /** Its name in the contract. */
    String name();

    /** Selects the entities of company {@code ?} with ids over {@code ?}, in id order; destroyed ones are not among them. */
    String query();

    /** The entity of the current row as the update that publishes it. */
    ChangeEvent read(ResultSet row) throws SQLException;
}
