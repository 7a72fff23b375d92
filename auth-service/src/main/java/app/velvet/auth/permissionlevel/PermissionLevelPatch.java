package app.velvet.auth.permissionlevel;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** Which fields of a permission level change, and to what. A given {@code permissions_struct} replaces all of the old one. */
record PermissionLevelPatch(FieldPatch<String> name, FieldPatch<PermissionsStruct> permissionsStruct) {

    static PermissionLevelPatch read(Fields fields) {
        return fields.requiredTree(
                "permission_level",
                level -> new PermissionLevelPatch(
                        level.patch("name", (of, field) -> of.requiredText(field, NewPermissionLevel.LONGEST_NAME)),
                        level.patch("permissions_struct", PermissionsStruct::read)));
    }
}
