package app.velvet.auth.company;

/** A company as its staff sees it. */
record CompanyView(long id, String name, String timeZone) {

    static CompanyView of(Company company) {
        return new CompanyView(company.id(), company.name(), company.timeZone());
    }
}
