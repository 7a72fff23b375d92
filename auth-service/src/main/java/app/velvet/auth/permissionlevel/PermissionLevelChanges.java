package app.velvet.auth.permissionlevel;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.Set;

/** Permission levels as other services learn of them. */
public final class PermissionLevelChanges {

    static final String CLASS_NAME = "PermissionLevel";

    private PermissionLevelChanges() {}

    /** @param actorId null if no user made it */
    public static ChangeEvent of(Action action, PermissionLevel level, Long actorId) {
        var data = action == Action.DESTROY ? null : PermissionLevelView.of(level);
        return of(action, level.companyId(), level.id(), data, actorId);
    }

    static ChangeEvent of(Action action, long companyId, long id, PermissionLevelView data, Long actorId) {
        return new ChangeEvent(companyId, CLASS_NAME, id, action, data, Set.of(Audience.company()), actorId);
    }
}
