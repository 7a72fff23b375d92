package app.velvet.auth.permissionlevel;

/** A permission level as it goes over the wire, in answers and in changes alike. */
record PermissionLevelView(long id, String name, PermissionsStruct permissionsStruct) {

    static PermissionLevelView of(PermissionLevel level) {
        return new PermissionLevelView(level.id(), level.name(), level.permissionsStruct());
    }
}
