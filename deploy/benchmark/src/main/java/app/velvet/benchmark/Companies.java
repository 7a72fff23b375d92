package app.velvet.benchmark;

import app.velvet.testing.TestTokens;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Companies with one manager each: put into the service's copy of the staff, without auth-service. */
final class Companies {

    static final int COUNT = 50;

    /** Numbers that mean nothing else, so that they are recognised wherever they stand. */
    static final long FIRST_COMPANY = 7_000_001;

    static final long FIRST_USER = 8_000_001;

    private static final String MAY_EVERYTHING =
            "{\"Contact\": {\"manage\": [{}]}, \"ContactOwner\": {\"manage\": [{}]}}";

    private Companies() {}

    static void hire(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var companies = connection.prepareStatement("""
                        insert into staff_company (company_id, name, time_zone, active)
                        select ? + place, 'Company ' || place, 'Europe/Berlin', true from generate_series(0, ?) place
                        """);
                var managers = connection.prepareStatement("""
                        insert into staff_member (company_id, id, first_name, last_name, active, promoter, service,
                                                  home_venue_id, permissions_struct)
                        select ? + place, ? + place, 'Mia', 'Manager', true, false, false, 1, ?::jsonb
                          from generate_series(0, ?) place
                        """)) {
            companies.setLong(1, FIRST_COMPANY);
            companies.setInt(2, COUNT - 1);
            companies.executeUpdate();
            managers.setLong(1, FIRST_COMPANY);
            managers.setLong(2, FIRST_USER);
            managers.setString(3, MAY_EVERYTHING);
            managers.setInt(4, COUNT - 1);
            managers.executeUpdate();
        }
    }

    /** Fresh ones of the managers of all companies. */
    static List<String> tokens() {
        return IntStream.range(0, COUNT).mapToObj(Companies::token).toList();
    }

    static String token(int place) {
        return TestTokens.issue(FIRST_COMPANY + place, FIRST_USER + place);
    }
}
