package app.velvet.auth.permissionlevel;

import app.velvet.api.parameters.Fields;

/** A permission level to be. */
record NewPermissionLevel(String name, PermissionsStruct permissionsStruct) {

    static final int LONGEST_NAME = 255;

    static NewPermissionLevel read(Fields fields) {
        return fields.requiredTree(
                "permission_level",
                level -> new NewPermissionLevel(
                        level.requiredText("name", LONGEST_NAME), PermissionsStruct.read(level, "permissions_struct")));
    }
}
