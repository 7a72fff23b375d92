package app.velvet.contacts;

import app.velvet.contacts.Staff.Member;
import app.velvet.testing.HostileRequests;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is one of the contract's, and never a fault of ours. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class HostileRequestsTest {

    private static final List<String> PATHS = List.of(
            "/api/v1/contacts",
            "/api/v1/contacts/search",
            "/api/v1/contacts/1",
            "/api/v1/contacts/1/expenditures",
            "/api/v1/contacts/1/set_qualification",
            "/api/v1/notes",
            "/api/v1/notes/1",
            "/api/v1/contacts/import",
            "/api/v1/contacts/imports/1",
            "/api/v1/tasks",
            "/api/v1/tasks/1",
            "/api/v1/tasks/1/results",
            "/api/v1/logs",
            "/api/v1/logs/1",
            "/api/v1/dictionaries",
            "/api/v1/dictionaries/locations",
            "/api/v1/dictionaries/thermal_receipt_fields",
            "/api/v1/filters",
            "/api/v1/filters/1",
            "/api/v1/settings/tags",
            "/api/v1/settings/tags/1",
            "/api/v1/settings/tag_categories",
            "/api/v1/settings/tag_categories/1",
            "/internal/contacts",
            "/internal/contacts/named",
            "/internal/contacts/qualifications",
            "/internal/notes");

    private static final List<String> GOALS = List.of(
            "/api/v1/goals/all",
            "/api/v1/goals/sales",
            "/api/v1/goals/tasks",
            "/api/v1/goals/get",
            "/api/v1/goals/events",
            "/api/v1/goals",
            "/api/v1/leaderboard/sales",
            "/api/v1/leaderboard/guestlists",
            "/api/v1/dashboard/get");

    private static final String NAMES_OF_GOALS =
            "goal goal user_id venue_id event_id goal_type goal_amount method year month day";

    private static final String NAMES = """
            contact contacts avatar tag tag_category search ids page updated_since join_owners
            contact_qualifications contact_owners tag_ids venue_id user_id status email phone
            name first_name last_name state gender birthdate group_id nurtured zip parent_id
            tag_category_id website note text task_id reservation_id guestlist_id contact_id per_page
            task log contact_ids kinds kind category date result owner_id event_id location location_lat
            location_lng dictionary value region cities order key
            filter_pattern filters is_included filter_id""";

    @Inject
    Staff staff;

    private Member manager;
    private HostileRequests requests;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        requests = new HostileRequests(
                manager::asks,
                NAMES,
                "qualified",
                "customer",
                "call",
                "complete",
                "Win",
                "BEGIN:VCARD\nFN:Nina\nEMAIL:n@b.example\nEND:VCARD",
                "data:image/png;base64,AAAA");
    }

    @Test
    void noTreeOfParametersIsAFault() {
        requests.sendTrees(PATHS);
    }

    @Test
    void noQueryIsAFault() {
        requests.sendQueries(PATHS.subList(0, 3));
    }

    @Test
    void noGoalIsAFault() {
        var ofGoals = new HostileRequests(
                manager::asks, NAMES_OF_GOALS, "sales", "event_sales", "monthly", "weekly", 12, 31, 2000, 2999);

        ofGoals.sendTrees(GOALS);
        ofGoals.sendQueries(GOALS);
    }

    @Test
    void noIdIsAFault() {
        requests.sendIds(List.of(
                "/api/v1/contacts/%s",
                "/api/v1/contacts/%s/expenditures",
                "/api/v1/contacts/%s/set_qualification",
                "/api/v1/contacts/imports/%s",
                "/api/v1/notes/%s",
                "/api/v1/tasks/%s",
                "/api/v1/tasks/%s/results",
                "/api/v1/logs/%s",
                "/api/v1/settings/tags/%s",
                "/api/v1/settings/tag_categories/%s",
                "/api/v1/dictionaries/%s",
                "/api/v1/filters/%s"));
    }
}
