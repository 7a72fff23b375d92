package app.velvet.venues;

import app.velvet.testing.TestTokens;
import io.agroal.api.AgroalDataSource;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** People who work at companies: put into this service's copy of the staff, without waiting for auth-service. */
@ApplicationScoped
public class Staff {

    /** Scopes, as {@code permissions_struct} has them. */
    public static final JsonObject EVERYTHING = new JsonObject();

    public static final JsonObject OWN = new JsonObject().put("self", true);

    private static final String CLASS_LOADERS = "velvet.testing.class-loaders";

    /** Tests with other settings load this class anew, and find the database and the topics of those before. */
    private static final AtomicLong COMPANIES = new AtomicLong(1000 + 100_000 * earlierClassLoaders());

    private static final AtomicLong USERS = new AtomicLong(50_000);

    private final AgroalDataSource database;

    Staff(AgroalDataSource database) {
        this.database = database;
    }

    private static long earlierClassLoaders() {
        long earlier = Long.getLong(CLASS_LOADERS, 0);
        System.setProperty(CLASS_LOADERS, Long.toString(earlier + 1));
        return earlier;
    }

    /** One who works at a company, with his token. */
    public record Member(long companyId, long userId, String token) {

        /** A request that he makes. */
        public RequestSpecification asks() {
            return RestAssured.given().auth().oauth2(token);
        }
    }

    /** A company that nobody else in any test belongs to. */
    public static long newCompany() {
        return COMPANIES.incrementAndGet();
    }

    public static JsonObject atVenues(Long... venueIds) {
        return new JsonObject().put("selected_venues", JsonArray.of((Object[]) venueIds));
    }

    /** A manager of a new company who may do everything. */
    public Member managerOfNewCompany() {
        return hire(newCompany(), "Mia Manager")
                .may(EVERYTHING, "Company", "manage")
                .may(EVERYTHING, "Template", "manage")
                .may(EVERYTHING, "Event", "manage")
                .may(EVERYTHING, "Reservation", "manage")
                .may(EVERYTHING, "Guestlist", "manage")
                .may(EVERYTHING, "Contact", "manage")
                .may(EVERYTHING, "ContactQualification", "update")
                .done();
    }

    public Hiring hire(long companyId, String name) {
        return new Hiring(companyId, name);
    }

    /** Somebody who is being hired; he may do nothing but what is said. */
    public final class Hiring {

        private final long companyId;
        private final String[] name;
        private final JsonObject permissions = new JsonObject();
        private boolean promoter;
        private boolean active = true;
        private boolean service;

        private Hiring(long companyId, String name) {
            this.companyId = companyId;
            this.name = name.split(" ");
        }

        public Hiring deactivated() {
            active = false;
            return this;
        }

        /** An API key and no person. */
        public Hiring asService() {
            service = true;
            return this;
        }

        public Hiring asPromoter() {
            promoter = true;
            return this;
        }

        public Hiring may(JsonObject scope, String subject, String... actions) {
            var granted = permissions.getJsonObject(subject, new JsonObject());
            for (var action : actions) {
                granted.put(action, JsonArray.of(scope));
            }
            permissions.put(subject, granted);
            return this;
        }

        public Member done() {
            long userId = USERS.incrementAndGet();
            insert(userId);
            return new Member(companyId, userId, TestTokens.issue(companyId, userId));
        }

        private void insert(long userId) {
            try (var connection = database.getConnection();
                    var statement = connection.prepareStatement("""
                            insert into staff_member (company_id, id, first_name, last_name, active, promoter, service,
                                                      home_venue_id, permissions_struct)
                            values (?, ?, ?, ?, ?, ?, ?, null, ?::jsonb)
                            """)) {
                statement.setLong(1, companyId);
                statement.setLong(2, userId);
                statement.setString(3, name[0]);
                statement.setString(4, name[1]);
                statement.setBoolean(5, active);
                statement.setBoolean(6, promoter);
                statement.setBoolean(7, service);
                statement.setString(8, permissions.encode());
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
