package app.velvet.push;

import app.velvet.testing.TestTokens;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** People who work at companies: put into this service's copies, without waiting for the services that have the originals. */
@ApplicationScoped
public class Staff {

    /** Scopes, as {@code permissions_struct} has them. */
    public static final JsonObject EVERYTHING = new JsonObject();

    public static final JsonObject OWN = new JsonObject().put("self", true);

    private static final AtomicLong COMPANIES = new AtomicLong(1000);
    private static final AtomicLong IDS = new AtomicLong(50_000);

    private final Database database;

    Staff(Database database) {
        this.database = database;
    }

    /** One who works at a company, with the token of one of his sessions. */
    public record Member(long companyId, long userId, long sessionId, String token) {

        /** A request that he makes. */
        public RequestSpecification asks() {
            return RestAssured.given().auth().oauth2(token);
        }

        /** The same person on another of his devices. */
        public Member inSession(long sessionId) {
            var token = TestTokens.of(companyId, userId).session(sessionId).issue();
            return new Member(companyId, userId, sessionId, token);
        }
    }

    /** A company that nobody else in any test belongs to. */
    public static long newCompany() {
        return COMPANIES.incrementAndGet();
    }

    public static JsonObject atVenues(Long... venueIds) {
        return new JsonObject().put("selected_venues", JsonArray.of((Object[]) venueIds));
    }

    /** A manager of a new company, who may do everything. */
    public Member managerOfNewCompany() {
        return hire(newCompany(), "Mia Manager")
                .may(EVERYTHING, "VenueNotificationTemplate", "manage")
                .done();
    }

    public Member hostAt(long companyId, long venueId) {
        return hire(companyId, "Sofia Host")
                .in("VIP Host")
                .at(venueId)
                .may(EVERYTHING, "Event", "read")
                .done();
    }

    public Hiring hire(long companyId, String name) {
        return new Hiring(companyId, name);
    }

    public void deactivate(Member member) {
        database.execute(
                "update staff_member set active = false where company_id = ? and id = ?",
                member.companyId(),
                member.userId());
    }

    /** Somebody who is being hired; he may do nothing but what is said. */
    public final class Hiring {

        private final long companyId;
        private final long userId = IDS.incrementAndGet();
        private final String[] name;
        private final JsonObject permissions = new JsonObject();
        private String department;
        private boolean promoter;

        private Hiring(long companyId, String name) {
            this.companyId = companyId;
            this.name = name.split(" ");
        }

        public Hiring in(String departmentName) {
            department = departmentName;
            return this;
        }

        public Hiring asPromoter() {
            promoter = true;
            return this;
        }

        public Hiring at(long venueId) {
            database.execute(
                    "insert into user_venue (company_id, id, user_id, venue_id) values (?, ?, ?, ?)",
                    companyId,
                    IDS.incrementAndGet(),
                    userId,
                    venueId);
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
            database.execute("""
                    insert into staff_member (company_id, id, first_name, last_name, department_name, active, promoter,
                                              service, permissions_struct)
                    values (?, ?, ?, ?, ?, true, ?, false, ?::jsonb)
                    """, companyId, userId, name[0], name[1], department, promoter, permissions.encode());
            return new Member(companyId, userId, 1, null).inSession(IDS.incrementAndGet());
        }
    }
}
