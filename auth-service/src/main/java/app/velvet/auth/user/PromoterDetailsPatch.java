package app.velvet.auth.user;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import java.time.LocalDate;

/** Which of a promoter's details change, and to what. */
public record PromoterDetailsPatch(
        FieldPatch<String> address,
        FieldPatch<String> personalWebsite,
        FieldPatch<String> promoterCompany,
        FieldPatch<LocalDate> startDate) {

    static final PromoterDetailsPatch NOTHING = new PromoterDetailsPatch(
            FieldPatch.absent(), FieldPatch.absent(), FieldPatch.absent(), FieldPatch.absent());

    static PromoterDetailsPatch read(Fields promoter) {
        return new PromoterDetailsPatch(
                promoter.patch("address", UserFields::text),
                promoter.patch("personal_website", UserFields::text),
                promoter.patch("promoter_company", UserFields::text),
                promoter.patch("start_date", Fields::date));
    }

    PromoterDetails over(PromoterDetails current) {
        return new PromoterDetails(
                address.over(current.address()),
                personalWebsite.over(current.personalWebsite()),
                promoterCompany.over(current.promoterCompany()),
                startDate.over(current.startDate()));
    }
}
