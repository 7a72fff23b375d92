package app.velvet.auth.company;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.time.Instant;
import java.util.Set;

/** Companies as other services learn of them. */
final class CompanyChanges {

    static final String CLASS_NAME = "Company";

    private CompanyChanges() {}

    static ChangeEvent founded(Company company) {
        return change(Action.CREATE, Data.of(company), null);
    }

    static ChangeEvent changed(Company company, Long actorId) {
        return change(Action.UPDATE, Data.of(company), actorId);
    }

    static ChangeEvent change(Action action, Data company, Long actorId) {
        return new ChangeEvent(
                company.id(), CLASS_NAME, company.id(), action, company, Set.of(Audience.company()), actorId);
    }

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
