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
    public static ChangeEvent created(PermissionLevel level, Long actorId) {
        return change(level, Action.CREATE, PermissionLevelView.of(level), actorId);
    }

    static ChangeEvent changed(PermissionLevel level, long actorId) {
        return change(level, Action.UPDATE, PermissionLevelView.of(level), actorId);
    }

    static ChangeEvent deleted(PermissionLevel level, long actorId) {
        return change(level, Action.DESTROY, null, actorId);
    }

    private static ChangeEvent change(PermissionLevel level, Action action, PermissionLevelView data, Long actorId) {
        return change(level.companyId(), level.id(), action, data, actorId);
    }

    static ChangeEvent change(long companyId, long id, Action action, PermissionLevelView data, Long actorId) {
        return new ChangeEvent(companyId, CLASS_NAME, id, action, data, Set.of(Audience.company()), actorId);
    }
}
