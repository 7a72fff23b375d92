package app.velvet.api.permission;

/** What a permission is about, named as in {@code permissions_struct}. */
public enum Subject {
    CONTACT("Contact"),
    RESERVATION("Reservation"),
    GUESTLIST("Guestlist"),
    EVENT("Event"),
    CONTACT_QUALIFICATION("ContactQualification"),
    GENERAL_ADMISSION_ENTRANCE_TYPE("GeneralAdmissionEntranceType"),
    CAMPAIGN("Campaign"),
    REPORTS("Reports"),
    VENUE_GOAL_TEMPLATE("VenueGoalTemplate"),
    DEPARTMENTS_AND_LEVELS("Departments and Levels"),
    PERMISSION_LEVEL("PermissionLevel"),
    TEMPLATE("Template"),
    TASK("Task"),
    COMPANY("Company"),
    EVENT_VENUE_GOAL_TEMPLATE("EventVenueGoalTemplate"),
    PROMOTER("Promoter"),
    LEAD_USER("LeadUser"),
    USER("User"),
    CONTACT_OWNER("ContactOwner"),
    TIER_LEVEL("TierLevel"),
    VENUE_NOTIFICATION_TEMPLATE("VenueNotificationTemplate");

    private final String wireName;

    Subject(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
