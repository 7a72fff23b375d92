package app.velvet.auth.promoter;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.auth.user.UserPatch;

/** What is to change of a promoter; an avatar may come alone. */
record PromoterChange(UserPatch user, FieldPatch<ImageUpload> avatar) {

    static PromoterChange read(Fields fields) {
        var avatar = fields.patch("avatar", ImageUpload::read);
        var user = avatar.isGiven()
                ? fields.tree("promoter", UserPatch::readOfPromoter)
                : fields.requiredTree("promoter", UserPatch::readOfPromoter);
        return new PromoterChange(user == null ? UserPatch.NOTHING : user, avatar);
    }
}
