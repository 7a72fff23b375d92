package app.velvet.auth.publication;

import app.velvet.auth.company.PublishedCompanies;
import app.velvet.auth.permissionlevel.PublishedPermissionLevels;
import app.velvet.auth.session.PublishedSessions;
import app.velvet.auth.statictext.PublishedStaticTexts;
import app.velvet.auth.user.PublishedUsers;
import app.velvet.events.relay.PublishedClasses;
import app.velvet.events.relay.StateSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** All that auth-service publishes. */
class Publication {

    @Produces
    @Singleton
    StateSource state(
            PublishedCompanies companies,
            PublishedPermissionLevels permissionLevels,
            PublishedUsers users,
            PublishedSessions sessions,
            PublishedStaticTexts staticTexts) {
        return new PublishedClasses(List.of(companies, permissionLevels, users, sessions, staticTexts));
    }
}
