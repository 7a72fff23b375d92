package app.velvet.auth.permissionlevel;

import app.velvet.api.error.Refusal;

/** The ways in which a request about a permission level is refused. */
enum PermissionLevelError implements Refusal {
    /** Check the id. */
    NOT_FOUND(404, "Permission level %d was not found"),
    /** Give its users, the deactivated ones too, another one first. */
    IN_USE(403, "This permission level can not be deleted"),
    /** Choose another name. */
    NAME_IN_USE(409, "Permission level %s already exists");

    private final int status;
    private final String message;

    PermissionLevelError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
