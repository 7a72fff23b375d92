package app.velvet.auth.company;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** Which fields of a company change, and to what. */
record CompanyPatch(FieldPatch<String> name, FieldPatch<String> timeZone, FieldPatch<Boolean> active) {

    /** What a company may change of itself. */
    static CompanyPatch read(Fields fields) {
        return fields.requiredTree(
                "company",
                company -> new CompanyPatch(
                        company.patch("name", CompanyFields::name),
                        company.patch("time_zone", CompanyFields::timeZone),
                        FieldPatch.absent()));
    }

    /** What operators may change: also whether it is active. */
    static CompanyPatch readOfOperator(Fields fields) {
        return fields.requiredTree(
                "company",
                company -> new CompanyPatch(
                        company.patch("name", CompanyFields::name),
                        company.patch("time_zone", CompanyFields::timeZone),
                        company.patch("active", CompanyFields::active)));
    }
}
