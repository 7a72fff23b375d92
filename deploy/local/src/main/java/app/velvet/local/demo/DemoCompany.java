package app.velvet.local.demo;

import app.velvet.local.demo.StaffMember.Rights;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A company to look around in: its venues and their events, its staff, tags and contacts.
 *
 * <p>Loading goes on where an earlier, interrupted loading ended.
 */
public final class DemoCompany {

    public static final String PASSWORD = "velvet-demo";

    private static final String MANAGER = "manager@demo.example";

    /** Who can sign in, the manager first. */
    public static final List<String> EMAILS = Stream.concat(
                    Stream.of(MANAGER), Arrays.stream(StaffMember.values()).map(StaffMember::email))
            .toList();

    private static final String PERMISSION_LEVELS = "/api/v1/permission_levels";
    private static final String STAFF = "/api/v1/staff";
    private static final String CONTACTS = "/api/v1/contacts";

    private final URI velvet;
    private final URI authService;
    private final Supplier<String> serviceToken;

    /**
     * @param velvet the gateway
     * @param authService whose internal API founds companies
     * @param serviceToken a token for it
     */
    public DemoCompany(URI velvet, URI authService, Supplier<String> serviceToken) {
        this.velvet = velvet;
        this.authService = authService;
        this.serviceToken = serviceToken;
    }

    /**
     * Loads it.
     *
     * @throws RuntimeException saying which call was answered how, if one was not answered as expected
     */
    public void load() {
        VelvetApi.ofService(authService, serviceToken.get()).create("/internal/companies", "demo-company", company());
        VelvetApi manager = VelvetApi.signedIn(velvet, MANAGER, PASSWORD);
        DemoVenues venues = new DemoVenues(manager);
        List<Long> venueIds = venues.load();
        Map<Rights, Long> levels = loadPermissionLevels(manager, venueIds.get(0));
        Map<StaffMember, Long> staff = loadStaff(manager, levels);
        venues.employ(managerId(manager), staff);
        List<Long> tags = new DemoTags(manager).load();
        List<Long> owners = StaffMember.OWNERS.stream().map(staff::get).toList();
        loadContacts(manager, new DemoContacts(tags, owners, venueIds));
    }

    private static long managerId(VelvetApi manager) {
        return manager.get("/api/v1/profile").get("id").asLong();
    }

    private static ObjectNode company() {
        ObjectNode founding = VelvetApi.JSON.createObjectNode();
        founding.putObject("company").put("name", "Velvet Rope Nights").put("time_zone", "America/New_York");
        founding.putObject("manager")
                .put("email", MANAGER)
                .put("password", PASSWORD)
                .put("first_name", "Maya")
                .put("last_name", "Brooks")
                .put("title", "General Manager")
                .put("department_name", "Management");
        return founding;
    }

    private static Map<Rights, Long> loadPermissionLevels(VelvetApi manager, long firstVenueId) {
        Map<Rights, Long> ids = new HashMap<>();
        for (Rights rights : Rights.values()) {
            if (find(manager, rights) == null) {
                manager.create(
                        PERMISSION_LEVELS, "demo-permission-level-" + rights.levelName(), rights.level(firstVenueId));
            }
            ids.put(rights, find(manager, rights));
        }
        return ids;
    }

    private static Long find(VelvetApi manager, Rights rights) {
        for (JsonNode level : manager.get(PERMISSION_LEVELS)) {
            if (level.get("name").asText().equals(rights.levelName())) {
                return level.get("id").asLong();
            }
        }
        return null;
    }

    private Map<StaffMember, Long> loadStaff(VelvetApi manager, Map<Rights, Long> levels) {
        for (StaffMember member : StaffMember.values()) {
            manager.create(STAFF, "demo-staff-" + member, member.user(levels.get(member.rights()), PASSWORD));
            // a service gives something to those only of whom it has heard
            VelvetApi known = VelvetApi.signedIn(velvet, member.email(), PASSWORD);
            known.awaitKnown(CONTACTS + "?page=1");
            known.awaitKnown(DemoVenues.LIST);
        }
        Map<StaffMember, Long> ids = new HashMap<>();
        for (JsonNode user : manager.get(STAFF)) {
            Arrays.stream(StaffMember.values())
                    .filter(member -> member.isNamed(user))
                    .forEach(member -> ids.put(member, user.get("id").asLong()));
        }
        return ids;
    }

    private static void loadContacts(VelvetApi manager, DemoContacts contacts) {
        int number = 0;
        for (ObjectNode contact : (Iterable<ObjectNode>) contacts.parameters()::iterator) {
            number++;
            manager.create(CONTACTS, "demo-contact-" + number, contact);
        }
    }
}
