package app.velvet.venues;

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
            "/api/v1/venues",
            "/api/v1/venues/list",
            "/api/v1/venues/set_filters",
            "/api/v1/venues/1",
            "/api/v1/venues/1/staff",
            "/api/v1/venues/1/rooms",
            "/api/v1/venues/1/rooms/1",
            "/api/v1/venues/1/sections",
            "/api/v1/venues/1/sections/1",
            "/api/v1/venues/1/tables",
            "/api/v1/venues/1/tables/1",
            "/api/v1/events",
            "/api/v1/events/lite",
            "/api/v1/events/1",
            "/api/v1/events/rooms",
            "/api/v1/events/sections",
            "/api/v1/events/tables",
            "/api/v1/events/1/types",
            "/api/v1/artists",
            "/api/v1/artists/1",
            "/api/v1/guestlist_types",
            "/api/v1/guestlists/guestlist_types",
            "/api/v1/guestlist_templates",
            "/api/v1/guestlist_templates/1",
            "/api/v1/events/1/share_log",
            "/api/v1/events/1/update_guestlist_sales",
            "/api/v1/events/1/rooms",
            "/api/v1/events/1/sections",
            "/api/v1/events/1/tables",
            "/api/v1/tallies",
            "/api/v1/tallies/change",
            "/api/v1/tallies/1",
            "/api/v1/event_shift_notes",
            "/api/v1/event_shift_notes/1",
            "/api/v1/thermal_receipts",
            "/api/v1/thermal_receipts/1",
            "/api/v1/venues/1/thermal_receipt",
            "/api/v1/promoters/reserve_table",
            "/api/v1/promoters/unreserve_table",
            "/api/v1/reservations",
            "/api/v1/reservations/past",
            "/api/v1/reservations/upcoming",
            "/api/v1/reservations/1",
            "/api/v1/guestlists",
            "/api/v1/guestlists/past",
            "/api/v1/guestlists/upcoming",
            "/api/v1/guestlists/available_statuses",
            "/api/v1/guestlists/mass_create",
            "/api/v1/guestlists/1");

    private static final String NAMES = """
            venue venue_ids staff user_id home name time_zone email phone longitude latitude
            venue_type description website room section table reservation_room_id
            reservation_section_id color minimum capacity shape size coordinates x y event date
            start_time end_time state date_start date_end event_ids venue_id lite artist
            artist_ids guestlist_template guestlist_types guestlist_template_id gender_type
            price_per_person person_count default room_ids section_ids table_ids
            reservation_table_id id logo poster avatar guestlist_sales reservation_sales
            social_network_name tally type event_id guestlist_type_id actual_count
            actual_count_difference event_shift_note thermal_receipt fields additional_texts
            reservation contact contact_ids contact_id page updated_since section_id status originator_id
            host_id waitress_id referable_id referable_type count_males count_females actual_count_males
            actual_count_females qualification comp actual_comp number requested_table_ids
            assigned_table_ids notes note check_number actual_spent pre_paid contact_degree bottles
            closeout contact_owners tag_ids guestlist approved type_for_males_id type_for_females_id
            originator_name mass_create_text_content""";

    @Inject
    Staff staff;

    private HostileRequests requests;

    @BeforeEach
    void hireManager() {
        var manager = staff.managerOfNewCompany();
        requests = new HostileRequests(
                manager::asks,
                NAMES,
                "America/New_York",
                "Lounge",
                "#ff8800",
                "circle",
                "22:00",
                "23:59:59.999999999",
                "0000-01-01",
                "9999-12-31",
                "male",
                "MaleTally",
                "data:image/png;base64,AAAA",
                "confirmed",
                "lead",
                "vip",
                "Contact",
                "qualified",
                "not_confirmed",
                "cancelled",
                "Ella,1,2,\"Table\nby the wall\"");
    }

    @Test
    void noTreeOfParametersIsAFault() {
        requests.sendTrees(PATHS);
    }

    @Test
    void noQueryIsAFault() {
        requests.sendQueries(PATHS);
    }

    @Test
    void noIdIsAFault() {
        requests.sendIds(List.of(
                "/api/v1/venues/%s",
                "/api/v1/venues/%s/thermal_receipt",
                "/api/v1/events/%s",
                "/api/v1/artists/%s",
                "/api/v1/guestlist_templates/%s",
                "/api/v1/tallies/%s",
                "/api/v1/event_shift_notes/%s",
                "/api/v1/thermal_receipts/%s",
                "/api/v1/reservations/%s",
                "/api/v1/guestlists/%s"));
    }
}
