package app.velvet.contacts.contact;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.WireName;

/** How the plain fields of a contact are read. */
final class ContactFields {

    static final int LONGEST_TEXT = 255;

    private ContactFields() {}

    static FieldPatch<String> text(Fields fields, String name) {
        return fields.patch(name, (given, field) -> given.text(field, LONGEST_TEXT));
    }

    static <E extends Enum<E> & WireName> FieldPatch<E> oneOf(Fields fields, String name, Class<E> values) {
        return fields.patch(name, (given, field) -> given.oneOf(field, values));
    }
}
