package app.velvet.venues.reservation;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The staff that requests about reservations name. To be asked before a transaction, not in it, because the copy of the staff
 * is asked on a connection of its own.
 */
@ApplicationScoped
class NamedStaff {

    private final StaffMembers staff;

    NamedStaff(StaffMembers staff) {
        this.staff = staff;
    }

    /** Fails with an {@link InvalidFieldsException} if one who is named is not of this company. */
    Uni<Void> requireKnown(long companyId, ReservationPatch.People people) {
        var named = new LinkedHashMap<String, Long>();
        named.put("originator_id", given(people.originatorId()));
        named.put("host_id", given(people.hostId()));
        named.put("waitress_id", given(people.waitressId()));
        if (people.referableType().over(null) == ReferableType.USER) {
            named.put("referable_id", given(people.referableId()));
        }
        named.values().removeIf(Objects::isNull);
        return named.isEmpty() ? Uni.createFrom().voidItem() : requireKnown(companyId, named);
    }

    private Uni<Void> requireKnown(long companyId, Map<String, Long> named) {
        return staff.find(companyId, named.values().stream().distinct().toList())
                .map(found -> found.stream().map(StaffMember::id).collect(Collectors.toSet()))
                .invoke(known -> named.forEach((field, id) -> {
                    if (!known.contains(id)) {
                        throw new InvalidFieldsException(field, "is invalid");
                    }
                }))
                .replaceWithVoid();
    }

    private static Long given(FieldPatch<Long> id) {
        return id.over(null);
    }
}
