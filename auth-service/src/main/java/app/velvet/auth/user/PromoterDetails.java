package app.velvet.auth.user;

import app.velvet.api.parameters.Fields;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/** What is known of a promoter beside what is known of every user. */
@Embeddable
public record PromoterDetails(String address, String personalWebsite, String promoterCompany, LocalDate startDate) {

    public static final PromoterDetails NONE = new PromoterDetails(null, null, null, null);

    static PromoterDetails read(Fields promoter) {
        return new PromoterDetails(
                UserFields.text(promoter, "address"),
                UserFields.text(promoter, "personal_website"),
                UserFields.text(promoter, "promoter_company"),
                promoter.date("start_date"));
    }
}
