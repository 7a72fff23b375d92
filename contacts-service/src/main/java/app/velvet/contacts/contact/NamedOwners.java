package app.velvet.contacts.contact;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.parameters.FieldPatch;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The owners that a request names, if it names any: staff of the company, at their venues.
 *
 * @param deactivatedIds those of them who may stay where they are, but come nowhere
 */
record NamedOwners(FieldPatch<List<OwnerAtVenue>> given, Set<Long> deactivatedIds) {

    /**
     * Who looks after a contact then.
     *
     * @throws InvalidFieldsException if one of them did not before and is deactivated
     */
    List<OwnerAtVenue> over(Collection<OwnerAtVenue> before) {
        if (!given.isGiven()) {
            return List.copyOf(before);
        }
        var owners = given.over(List.of());
        if (owners.stream().anyMatch(owner -> deactivatedIds.contains(owner.userId()) && !before.contains(owner))) {
            throw new InvalidFieldsException("contact_owners.user_id", "has been deactivated");
        }
        return owners;
    }
}
