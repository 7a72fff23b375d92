package app.velvet.contacts.contact;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.Parameters;
import java.util.Map;

/** A contact that comes from somewhere else than a request of its own. */
public final class ImportedContact {

    private final ContactPatch patch;
    private final PrivateDetails privateDetails;

    private ImportedContact(ContactPatch patch) {
        this.patch = patch;
        this.privateDetails = patch.privateDetails().apply(PrivateDetails.NONE);
    }

    /**
     * @param fields of {@code contact}, as a request that creates one has them
     * @throws InvalidFieldsException if such a request would be refused
     */
    public static ImportedContact read(Map<String, ?> fields) {
        var request = Parameters.of(Map.of("contact", Parameters.of(fields)));
        return new ImportedContact(Fields.read(request, ContactPatch::readNew));
    }

    public boolean hasAvatar() {
        return patch.avatar().over(null) != null;
    }

    ContactPatch patch() {
        return patch;
    }

    PrivateDetails privateDetails() {
        return privateDetails;
    }
}
