package app.velvet.contacts.task;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Who may be named as the owner of a task: the active staff of the company. To be asked before a transaction, not in it,
 * because the copy of the staff is asked on a connection of its own.
 */
@ApplicationScoped
class OwnersOfTasks {

    private final StaffMembers staff;

    OwnersOfTasks(StaffMembers staff) {
        this.staff = staff;
    }

    /** @param userId null if nobody is named: then empty, as if he may not be named */
    Uni<Optional<Long>> findNamed(long companyId, Long userId) {
        return userId == null
                ? Uni.createFrom().item(Optional.empty())
                : staff.find(companyId, List.of(userId))
                        .map(found -> found.stream()
                                .filter(StaffMember::active)
                                .map(StaffMember::id)
                                .findFirst());
    }

    /** @throws InvalidFieldsException if he may not be named */
    static void require(Optional<Long> named) {
        if (named.isEmpty()) {
            throw new InvalidFieldsException("owner_id", "is invalid");
        }
    }
}
