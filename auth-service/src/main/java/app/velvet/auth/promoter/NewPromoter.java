package app.velvet.auth.promoter;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.auth.user.NewUser;

/** A promoter to be. */
record NewPromoter(NewUser user, FieldPatch<ImageUpload> avatar) {

    static NewPromoter read(Fields fields) {
        return new NewPromoter(
                fields.requiredTree("promoter", NewUser::readPromoter), fields.patch("avatar", ImageUpload::read));
    }
}
