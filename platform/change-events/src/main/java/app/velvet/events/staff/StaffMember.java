package app.velvet.events.staff;

import app.velvet.api.permission.Permissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user of auth-service as this service's copy knows him.
 *
 * @param firstName may be null, as {@code lastName}, {@code title} and {@code departmentName}
 * @param active false once he is deactivated
 * @param service whether he is no person but an API key: such a user appears in no list of staff
 * @param homeVenueId his home venue, or null
 */
public record StaffMember(
        long companyId,
        long id,
        String firstName,
        String lastName,
        String title,
        String departmentName,
        boolean active,
        boolean promoter,
        boolean service,
        Long homeVenueId,
        Permissions permissions) {

    /** First and last name, joined by a blank; empty if he has neither. */
    public String name() {
        return Stream.of(firstName, lastName)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
    }
}
