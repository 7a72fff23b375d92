package app.velvet.venues.event;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** What a request says about an artist. */
record ArtistPatch(
        FieldPatch<String> name,
        FieldPatch<String> status,
        FieldPatch<String> description,
        FieldPatch<ImageUpload> avatar) {

    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_DESCRIPTION = 5000;

    static ArtistPatch read(Fields fields) {
        return of(fields, fields.patch("name", (given, name) -> given.requiredText(name, LONGEST_TEXT)));
    }

    static ArtistPatch readNew(Fields fields) {
        return of(fields, FieldPatch.given(fields.requiredText("name", LONGEST_TEXT)));
    }

    private static ArtistPatch of(Fields fields, FieldPatch<String> name) {
        return new ArtistPatch(
                name,
                fields.patch("status", (given, field) -> given.text(field, LONGEST_TEXT)),
                fields.patch("description", (given, field) -> given.text(field, LONGEST_DESCRIPTION)),
                fields.patch("avatar", ImageUpload::read));
    }
}
