package app.velvet.events;

import app.velvet.api.permission.Audience;
import java.util.Set;

/**
 * A change of an aggregate, as its service publishes it.
 *
 * @param companyId the company it belongs to
 * @param className the class of the contract, e.g. {@code Contact}
 * @param id unique within the class and the deployment
 * @param data the whole entity in its class's full form, written as JSON by Jackson; null exactly for a destroy
 * @param audience who may see it; for a destroy, who last could
 * @param actorId the user who made the change, or null if no user did
 */
public record ChangeEvent(
        long companyId, String className, long id, Action action, Object data, Set<Audience> audience, Long actorId) {

    public ChangeEvent {
        audience = Set.copyOf(audience);
        if ((data == null) != (action == Action.DESTROY)) {
            throw new IllegalArgumentException("A destroy has no data, every other change has");
        }
    }
}
