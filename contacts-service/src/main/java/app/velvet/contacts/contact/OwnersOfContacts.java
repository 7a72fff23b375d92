package app.velvet.contacts.contact;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.token.Caller;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Who may be named as an owner: the active staff of the company, and whoever is one already. To be asked before a
 * transaction, not in it, because the copy of the staff is asked on a connection of its own.
 */
@ApplicationScoped
class OwnersOfContacts {

    private final StaffMembers staff;

    OwnersOfContacts(StaffMembers staff) {
        this.staff = staff;
    }

    /** Whoever creates a contact looks after it at his home venue, unless he says who else does. */
    Uni<List<OwnerAtVenue>> ofNew(Caller creator, FieldPatch<List<OwnerAtVenue>> given) {
        return given.isGiven()
                ? requireKnown(creator.companyId(), given).map(named -> named.over(List.of()))
                : Uni.createFrom().item(List.of(new OwnerAtVenue(creator.userId(), creator.homeVenueId())));
    }

    /**
     * The given owners, at their home venues where no venue was given.
     *
     * @return fails with an {@link InvalidFieldsException} if one is not of this company
     */
    Uni<NamedOwners> requireKnown(long companyId, FieldPatch<List<OwnerAtVenue>> given) {
        var owners = given.over(List.of());
        if (owners.isEmpty()) {
            return Uni.createFrom().item(new NamedOwners(given, Set.of()));
        }
        var userIds = owners.stream().map(OwnerAtVenue::userId).distinct().toList();
        return staff.find(companyId, userIds)
                .map(members -> members.stream().collect(toMap(StaffMember::id, Function.identity())))
                .map(members -> named(members, owners));
    }

    private static NamedOwners named(Map<Long, StaffMember> members, List<OwnerAtVenue> owners) {
        var known = owners.stream().map(owner -> require(members, owner)).toList();
        var deactivatedIds = members.values().stream()
                .filter(member -> !member.active())
                .map(StaffMember::id)
                .collect(toSet());
        return new NamedOwners(FieldPatch.given(known), deactivatedIds);
    }

    private static OwnerAtVenue require(Map<Long, StaffMember> members, OwnerAtVenue owner) {
        var member = members.get(owner.userId());
        if (member == null) {
            throw new InvalidFieldsException("contact_owners.user_id", "is invalid");
        }
        return owner.venueId() == null ? new OwnerAtVenue(member.id(), member.homeVenueId()) : owner;
    }
}
