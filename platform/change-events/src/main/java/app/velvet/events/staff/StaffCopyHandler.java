package app.velvet.events.staff;

import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Feeds the {@link StaffCopy}. A service whose own handler follows the same topic turns this one off
 * ({@code velvet.staff.handler.enabled=false}) and calls {@link StaffCopy#apply} itself.
 */
@Singleton
@IfBuildProperty(name = "velvet.staff.enabled", stringValue = "true", enableIfMissing = true)
@IfBuildProperty(name = "velvet.staff.handler.enabled", stringValue = "true", enableIfMissing = true)
public class StaffCopyHandler implements ChangeHandler {

    private final String consumer;

    public StaffCopyHandler(@ConfigProperty(name = "quarkus.application.name") String service) {
        this.consumer = service + ".staff";
    }

    @Override
    public String consumer() {
        return consumer;
    }

    @Override
    public Set<String> topics() {
        return Set.of(StaffCopy.TOPIC);
    }

    /** The copy decides who may come in: a change left out could let someone in for good. */
    @Override
    public boolean stopsCompanies() {
        return true;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        for (var change : changes) {
            StaffCopy.apply(transaction, change);
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        StaffCopy.sweep(transaction, resynchronisation);
    }
}
