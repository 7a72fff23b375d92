package app.velvet.contacts.contact;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a request says about a contact. Fields it does not name stay as they are; a list it gives replaces the old one. */
record ContactPatch(
        UnaryOperator<PersonName> name,
        UnaryOperator<PublicDetails> publicDetails,
        UnaryOperator<PrivateDetails> privateDetails,
        UnaryOperator<Appearance> appearance,
        UnaryOperator<OnlinePresence> onlinePresence,
        FieldPatch<List<Long>> tagIds,
        FieldPatch<ImageUpload> avatar,
        FieldPatch<List<OwnerAtVenue>> owners,
        FieldPatch<List<VenueQualification>> qualifications) {

    private static final int MOST_OWNERS = 50;
    private static final int MOST_QUALIFICATIONS = 200;

    private static final ContactPatch NOTHING = new ContactPatch(
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            FieldPatch.absent(),
            FieldPatch.absent(),
            FieldPatch.absent(),
            FieldPatch.absent());

    /** Reads an update. */
    static ContactPatch read(Fields request) {
        var contact = request.tree("contact", ContactPatch::contact);
        return (contact == null ? NOTHING : contact).withQualifications(request);
    }

    /** Reads a creation, which must give what a contact cannot be without. */
    static ContactPatch readNew(Fields request) {
        var contact = request.requiredTree("contact", ContactPatch::newContact);
        return (contact == null ? NOTHING : contact).withQualifications(request);
    }

    /** Reads the creation of a guest whom a booking brings: not each of them says how to reach him. */
    static ContactPatch readBooked(Fields request) {
        var mustBeReachable = request.bool("must_be_reachable", true);
        return request.requiredTree(
                "contact", mustBeReachable ? ContactPatch::newContact : ContactPatch::contactWithName);
    }

    /** Reads a guest of whom nothing else is known. */
    static ContactPatch nothingButAName(Fields fields) {
        PersonName.requireFirstName(fields);
        return new ContactPatch(
                PersonName.patch(fields),
                NOTHING.publicDetails,
                NOTHING.privateDetails,
                NOTHING.appearance,
                NOTHING.onlinePresence,
                NOTHING.tagIds,
                NOTHING.avatar,
                NOTHING.owners,
                NOTHING.qualifications);
    }

    private static ContactPatch newContact(Fields fields) {
        var contact = contactWithName(fields);
        if (!fields.isFilled("email") && !fields.isFilled("phone")) {
            fields.reject("email", "can't be blank");
        }
        return contact;
    }

    private static ContactPatch contactWithName(Fields fields) {
        PersonName.requireFirstName(fields);
        return contact(fields);
    }

    private static ContactPatch contact(Fields fields) {
        return new ContactPatch(
                PersonName.patch(fields),
                PublicDetails.patch(fields),
                PrivateDetails.patch(fields),
                Appearance.patch(fields),
                OnlinePresence.patch(fields),
                fields.patch("tag_ids", Fields::ids),
                fields.patch("avatar", ImageUpload::read),
                fields.patch("contact_owners", (given, name) -> atMost(MOST_OWNERS, given, name, OwnerAtVenue::read)),
                FieldPatch.absent());
    }

    /** Each of them is published, with an audience that names all of them. */
    private static <T> List<T> atMost(int most, Fields fields, String name, Function<Fields, T> reader) {
        var given = fields.trees(name, reader);
        if (given != null && given.size() > most) {
            fields.reject(name, "has more than " + most + " entries");
        }
        return given;
    }

    private ContactPatch withQualifications(Fields request) {
        var given = request.patch(
                "contact_qualifications",
                (fields, name) -> atMost(MOST_QUALIFICATIONS, fields, name, VenueQualification::read));
        return new ContactPatch(
                name, publicDetails, privateDetails, appearance, onlinePresence, tagIds, avatar, owners, given);
    }
}
