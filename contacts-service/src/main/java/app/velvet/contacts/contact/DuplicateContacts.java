package app.velvet.contacts.contact;

import app.velvet.api.persistence.UniqueConstraint;
import app.velvet.events.staff.StaffMembers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Sees to it that no two contacts of a company have the same email or phone. */
@ApplicationScoped
class DuplicateContacts {

    private static final int MOST_REPETITIONS = 2;

    private final ContactRepository contacts;
    private final StaffMembers staff;

    DuplicateContacts(ContactRepository contacts, StaffMembers staff) {
        this.contacts = contacts;
        this.staff = staff;
    }

    /** Fails with {@link DuplicateContactException} if another contact has an email or a phone that is wanted now. */
    Uni<Void> requireNone(long companyId, PrivateDetails before, PrivateDetails wanted) {
        var email = before.hasEmail(wanted.email()) ? null : wanted.email();
        var phone = Objects.equals(before.phone(), wanted.phone()) ? null : wanted.phone();
        if (email == null && phone == null) {
            return Uni.createFrom().voidItem();
        }
        return contacts.findByEmailOrPhone(companyId, email, phone)
                .map(found -> Duplicates.of(email, phone, found))
                .invoke(Duplicates::refuseIfAny)
                .replaceWithVoid();
    }

    /**
     * Emits the places in the list, from 0 on, of those whose email or phone somebody has already: a contact of the company,
     * or one before it in the list.
     */
    Uni<Set<Integer>> findKnown(long companyId, List<PrivateDetails> wanted) {
        return contacts.findKnown(companyId, wanted).map(known -> withRepeated(wanted, known));
    }

    private static Set<Integer> withRepeated(List<PrivateDetails> wanted, Set<Integer> known) {
        var all = new HashSet<>(known);
        var claimed = new HashSet<String>();
        for (int place = 0; place < wanted.size(); place++) {
            var claims = wanted.get(place).identities();
            if (all.contains(place) || claims.stream().anyMatch(claimed::contains)) {
                all.add(place);
            } else {
                claimed.addAll(claims);
            }
        }
        return all;
    }

    /**
     * Two transactions can claim the same email or phone without seeing each other; the database lets one win. The other
     * is done again: it then sees whose the email is, and fails with that.
     */
    <T> Uni<T> unlessOvertaken(Supplier<Uni<? extends T>> transaction) {
        return Uni.createFrom()
                .deferred(transaction)
                .onFailure(UniqueConstraint.violation("uq_contact_email", "uq_contact_phone"))
                .retry()
                .atMost(MOST_REPETITIONS);
    }

    /** Fails with what the creator of another contact is told. */
    <T> Uni<T> refuseCreating(ContactAccess access, DuplicateContactException found) {
        return Uni.createFrom().failure(found.duplicates().ofCreating(access));
    }

    /** Fails with what is told to whoever changes a contact: he learns whose the other one is. */
    <T> Uni<T> refuseUpdating(ContactAccess access, DuplicateContactException found) {
        return staff.names(access.companyId(), found.duplicates().ownerIds()).map(names -> {
            throw found.duplicates().ofUpdating(access, names);
        });
    }
}
