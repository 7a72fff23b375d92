package app.velvet.auth.profile;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.auth.user.UserPatch;

/** What a user changes of himself. */
record ProfilePatch(UserPatch user, FieldPatch<ImageUpload> avatar) {

    static ProfilePatch read(Fields fields) {
        return new ProfilePatch(UserPatch.readOfOneself(fields), fields.patch("avatar", ImageUpload::read));
    }
}
