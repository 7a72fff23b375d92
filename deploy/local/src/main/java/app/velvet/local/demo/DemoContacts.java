package app.velvet.local.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two hundred guests, the same ones in every demo company. */
final class DemoContacts {

    static final int COUNT = 200;

    private static final long SEED = 2014;
    private static final int LATEST_BIRTH_YEAR = 2003;
    private static final int BIRTH_YEARS = 38;
    private static final int DAYS_OF_A_YEAR = 365;

    private static final List<String> WOMEN = List.of(
            "Ada", "Bianca", "Camille", "Daria", "Elena", "Freya", "Grace", "Hana", "Ines", "Jade", "Keiko", "Lucia",
            "Mara", "Nadia", "Olivia", "Priya", "Rosa", "Selma", "Tessa", "Zoë");
    private static final List<String> MEN = List.of(
            "Adrian", "Bruno", "Caleb", "Dmitri", "Emil", "Felix", "Gabriel", "Hugo", "Ivan", "Julian", "Kofi", "Luca",
            "Mateo", "Noah", "Oscar", "Pavel", "Ravi", "Samuel", "Theo", "Victor");
    private static final List<String> LAST_NAMES = List.of(
            "Abbott",
            "Alvarez",
            "Bennett",
            "Castillo",
            "Chen",
            "Duarte",
            "Eriksen",
            "Fontaine",
            "Greco",
            "Hoffmann",
            "Ito",
            "Jensen",
            "Kaplan",
            "Laurent",
            "Moreau",
            "Novak",
            "O'Brien",
            "Petrov",
            "Quinn",
            "Romano",
            "Silva",
            "Tanaka",
            "Usman",
            "Vega",
            "Walsh",
            "Yilmaz",
            "Zeller");
    private static final List<String> AREA_CODES = List.of("212", "305");
    private static final List<String> CITIES = List.of("New York", "Miami", "Las Vegas", "Los Angeles");
    private static final List<String> STATUSES =
            List.of("no_level", "no_level", "no_level", "silver", "silver", "gold", "platinum", "black");
    private static final List<String> STATES = List.of("customer", "customer", "customer", "partner", "both");
    private static final List<String> QUALIFICATIONS = List.of("qualified", "qualified", "unqualified", "disqualified");

    private final Random random = new Random(SEED);
    private final List<Long> tagIds;
    private final List<Long> ownerIds;
    private final List<Long> venueIds;

    DemoContacts(List<Long> tagIds, List<Long> ownerIds, List<Long> venueIds) {
        this.tagIds = tagIds;
        this.ownerIds = ownerIds;
        this.venueIds = venueIds;
    }

    /** Returns the parameters that create each of them, in order. */
    Stream<ObjectNode> parameters() {
        return IntStream.range(0, COUNT).mapToObj(this::contact);
    }

    private ObjectNode contact(int number) {
        boolean woman = random.nextBoolean();
        String firstName = oneOf(woman ? WOMEN : MEN);
        String lastName = oneOf(LAST_NAMES);
        ObjectNode parameters = VelvetApi.JSON.createObjectNode();
        ObjectNode contact = parameters
                .putObject("contact")
                .put("first_name", firstName)
                .put("last_name", lastName)
                .put("gender", woman ? "female" : "male")
                .put("email", email(firstName, lastName, number))
                .put("phone", phone(number))
                .put("birthdate", birthdate().toString())
                .put("city", oneOf(CITIES))
                .put("country", "US")
                .put("status", oneOf(STATUSES))
                .put("state", oneOf(STATES));
        addTags(contact.putArray("tag_ids"));
        long venue = oneOf(venueIds);
        contact.putArray("contact_owners").addObject().put("venue_id", venue).put("user_id", oneOf(ownerIds));
        if (random.nextInt(3) == 0) {
            parameters
                    .putArray("contact_qualifications")
                    .addObject()
                    .put("venue_id", venue)
                    .put("status", oneOf(QUALIFICATIONS));
        }
        return parameters;
    }

    private void addTags(ArrayNode tags) {
        int first = random.nextInt(tagIds.size());
        int count = random.nextInt(4);
        IntStream.range(0, count).forEach(next -> tags.add(tagIds.get((first + next) % tagIds.size())));
    }

    /** At a domain that no mail ever reaches (RFC 2606). */
    private static String email(String firstName, String lastName, int number) {
        String name = (firstName + "." + lastName).toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
        return name + (number + 1) + "@guest.example";
    }

    /** One of the numbers 555-0100 to 555-0199, which are given to nobody. */
    private static String phone(int number) {
        return AREA_CODES.get(number / 100) + "55501" + String.format("%02d", number % 100);
    }

    private LocalDate birthdate() {
        return LocalDate.ofYearDay(LATEST_BIRTH_YEAR - random.nextInt(BIRTH_YEARS), 1 + random.nextInt(DAYS_OF_A_YEAR));
    }

    private <T> T oneOf(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
