package app.velvet.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Somebody who works in the demo company besides its manager, and what he may do there. */
enum StaffMember {
    HOST1("host1", "Sofia", "Reyes", "female", "Senior Host", "VIP Host", false, Rights.HOST),
    HOST2("host2", "Leo", "Marchetti", "male", "Host", "VIP Host", false, Rights.HOST),
    PROMOTER("promoter", "Jay", "Carter", "male", "Promoter", "Promotion", true, Rights.PROMOTER),
    DOOR("door", "Nico", "Santos", "male", "Door", "Security", false, Rights.DOOR);

    /** Permission levels. */
    enum Rights {
        /** Sees every contact, and those of his own in full. */
        HOST("""
                {"Contact": {"read": [{}], "manage": [{"self": true}], "view_full": [{"self": true}]},
                 "ContactQualification": {"read": [{}], "update": [{"self": true}]},
                 "Task": {"manage": [{"self": true}]},
                 "Event": {"read": [{}]},
                 "Reservation": {"read": [{}], "create": [{}], "manage": [{"self": true}]},
                 "Guestlist": {"read": [{}], "manage": [{"self": true}]}}"""),
        /** Sees and manages what is his own. */
        PROMOTER("""
                {"Contact": {"manage": [{"self": true}], "view_full": [{"self": true}]},
                 "Task": {"manage": [{"self": true}]},
                 "Event": {"read": [{}]},
                 "Guestlist": {"manage": [{"self": true}]}}"""),
        /** Sees who comes to the first venue, without how to reach them. */
        DOOR("""
                {"Contact": {"read": [{"selected_venues": [%1$d]}]},
                 "Event": {"read": [{"selected_venues": [%1$d]}]},
                 "Reservation": {"read": [{"selected_venues": [%1$d]}],
                                 "manage_at_the_rope": [{"selected_venues": [%1$d]}]},
                 "Guestlist": {"read": [{"selected_venues": [%1$d]}]}}""");

        private final String permissions;

        Rights(String permissions) {
            this.permissions = permissions;
        }

        String levelName() {
            return name().charAt(0) + name().substring(1).toLowerCase();
        }

        /** @param firstVenueId the one venue of those who do not work at both */
        ObjectNode level(long firstVenueId) {
            ObjectNode body = VelvetApi.JSON.createObjectNode();
            body.putObject("permission_level")
                    .put("name", levelName())
                    .set("permissions_struct", VelvetApi.parse(permissions.formatted(firstVenueId)));
            return body;
        }
    }

    /** Who has contacts of his own. */
    static final List<StaffMember> OWNERS = List.of(HOST1, HOST2, PROMOTER);

    private final String mailbox;
    private final String firstName;
    private final String lastName;
    private final String gender;
    private final String title;
    private final String department;
    private final boolean promoter;
    private final Rights rights;

    StaffMember(
            String mailbox,
            String firstName,
            String lastName,
            String gender,
            String title,
            String department,
            boolean promoter,
            Rights rights) {
        this.mailbox = mailbox;
        this.firstName = firstName;
        this.lastName = lastName;
        this.gender = gender;
        this.title = title;
        this.department = department;
        this.promoter = promoter;
        this.rights = rights;
    }

    String email() {
        return mailbox + "@demo.example";
    }

    Rights rights() {
        return rights;
    }

    boolean isNamed(JsonNode user) {
        return user.get("first_name").asText().equals(firstName)
                && user.get("last_name").asText().equals(lastName);
    }

    ObjectNode user(long permissionLevelId, String password) {
        ObjectNode body = VelvetApi.JSON.createObjectNode();
        body.putObject("user")
                .put("email", email())
                .put("password", password)
                .put("first_name", firstName)
                .put("last_name", lastName)
                .put("gender", gender)
                .put("title", title)
                .put("department_name", department)
                .put("promoter", promoter)
                .put("permission_level_id", permissionLevelId);
        return body;
    }
}
