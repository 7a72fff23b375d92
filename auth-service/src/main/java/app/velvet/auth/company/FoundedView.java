package app.velvet.auth.company;

import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.user.User;

/** A company that has just been founded, with the ids of what it begins with. */
record FoundedView(long id, String name, String timeZone, long managerId, long permissionLevelId) {

    static FoundedView of(Company company, User manager, PermissionLevel level) {
        return new FoundedView(company.id(), company.name(), company.timeZone(), manager.id(), level.id());
    }
}
