package app.velvet.auth.company;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Set;

/** Companies as other services learn of them. */
final class CompanyChanges {

    static final String CLASS_NAME = "Company";

    private CompanyChanges() {}

    /** @param actorId null if no user made it */
    static ChangeEvent of(Action action, Company company, Long actorId) {
        return of(action, Data.of(company), actorId);
    }

    static ChangeEvent of(Action action, Data company, Long actorId) {
        return new ChangeEvent(
                company.id(), CLASS_NAME, company.id(), action, company, Set.of(Audience.company()), actorId);
    }

    @RegisterForReflection
    record Data(long id, String name, String timeZone, boolean active, Instant createdAt, Instant updatedAt) {

        static Data of(Company company) {
            return new Data(
                    company.id(),
                    company.name(),
                    company.timeZone(),
                    company.isActive(),
                    company.createdAt(),
                    company.updatedAt());
        }
    }
}
