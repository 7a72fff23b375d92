package app.velvet.auth.company;

import app.velvet.api.parameters.Fields;

/** A company to be. */
record NewCompany(String name, String timeZone) {

    static NewCompany read(Fields company) {
        return new NewCompany(CompanyFields.name(company, "name"), CompanyFields.timeZone(company, "time_zone"));
    }
}
