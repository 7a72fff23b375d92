package app.velvet.sync.promise;

import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.PermissionsReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A state of a user, as auth-service holds it.
 *
 * @param struct his {@code permissions_struct}
 */
record Staff(long id, boolean active, ObjectNode struct, Permissions permissions) {

    Staff(long id, boolean active, ObjectNode struct) {
        this(id, active, struct, PermissionsReader.read(struct, null));
    }

    Staff permitted(ObjectNode other) {
        return new Staff(id, active, other);
    }

    Staff activated(boolean nowActive) {
        return new Staff(id, nowActive, struct, permissions);
    }

    ObjectNode published() {
        var user = JsonNodeFactory.instance.objectNode().put("id", id).put("active", active);
        user.set("permissions_struct", struct);
        return user;
    }
}
