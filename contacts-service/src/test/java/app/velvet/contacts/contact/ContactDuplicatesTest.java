package app.velvet.contacts.contact;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.contact.Contacts.named;
import static app.velvet.contacts.contact.Contacts.owner;
import static app.velvet.contacts.contact.Contacts.owners;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ContactDuplicatesTest {

    private static final int CLAIMANTS = 16;

    @Inject
    Staff staff;

    private Member manager;
    private Contacts contacts;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        contacts = Contacts.of(manager);
    }

    private static JsonObject nina() {
        return named("Nina Simone", "nina@guest.example").put("phone", "2125550100");
    }

    @Test
    void emailIsTakenWithoutRegardToCase() {
        long id = contacts.create(nina());

        contacts.creating(named("Eve", "NINA@guest.example"))
                .statusCode(409)
                .body("status_code", equalTo(409))
                .body("message", equalTo("Email NINA@guest.example is already in use by Nina Simone."))
                .body("contact.id", equalTo((int) id))
                .body("contact.email", equalTo("nina@guest.example"));
    }

    @Test
    void phoneIsTakenInWhateverSpelling() {
        long id = contacts.create(nina());

        contacts.creating(named("Eve").put("phone", "+1 212 555-0100"))
                .statusCode(409)
                .body("message", equalTo("Phone (212)555-0100 is already in use by Nina Simone."))
                .body("contact.id", equalTo((int) id));
    }

    @Test
    void emailAndPhoneAreTakenByOne() {
        long id = contacts.create(nina());

        contacts.creating(nina())
                .statusCode(409)
                .body(
                        "message",
                        equalTo("Email nina@guest.example and phone (212)555-0100 are already in use by Nina Simone."))
                .body("contact.id", equalTo((int) id));
    }

    @Test
    void emailAndPhoneAreTakenByTwo() {
        contacts.create(named("Otis").put("phone", "2125550100"));
        long id = contacts.create(named("Nina", "nina@guest.example"));

        contacts.creating(nina())
                .statusCode(409)
                .body(
                        "message",
                        equalTo("Email nina@guest.example is already in use by Nina."
                                + " Phone (212)555-0100 is already in use by Otis."))
                .body("contact.id", equalTo((int) id));
    }

    @Test
    void otherCompanyMayHaveTheSameContact() {
        contacts.create(nina());

        Contacts.of(staff.managerOfNewCompany()).create(nina());
    }

    @Test
    void whoMayNotSeeTheContactLearnsNothingOfIt() {
        contacts.create(nina());
        var promoter = Contacts.of(staff.hire(manager.companyId(), "Paul Promoter")
                .asPromoter()
                .may(OWN, "Contact", "read", "view_full")
                .done());

        promoter.creating(nina())
                .statusCode(409)
                .body("message", equalTo("Email nina@guest.example and phone (212)555-0100 are already in use."))
                .body("$", not(hasKey("contact")));
        long own = promoter.create(named("Eve", "eve@guest.example"));
        var manages = Contacts.of(staff.hire(manager.companyId(), "Hanna Host")
                .may(OWN, "Contact", "manage")
                .done());
        long ofManages = manages.create(named("Ray", "ray@guest.example"));
        manages.updating(ofManages, new JsonObject().put("email", "nina@guest.example"))
                .statusCode(409)
                .body("message", equalTo("Invalid contact attributes. Email nina@guest.example is already in use"))
                .body("$", not(hasKey("contact")));
        promoter.getting(own).statusCode(200);
    }

    @Test
    void whoMayNotViewItInFullSeesItMasked() {
        contacts.create(nina());
        var host = Contacts.of(staff.hire(manager.companyId(), "Hanna Host")
                .may(EVERYTHING, "Contact", "read")
                .asPromoter()
                .done());

        host.creating(nina())
                .statusCode(409)
                .body("contact.name", equalTo("Nina Simone"))
                .body("contact.email", nullValue())
                .body("contact.phone", nullValue());
    }

    @Test
    void updateSaysWhoseTheContactIs() {
        var hugo = staff.hire(manager.companyId(), "Hugo Host").done();
        var hanna = staff.hire(manager.companyId(), "Hanna Host").done();
        long nina = contacts.create(named("Nina", "nina@guest.example")
                .put("contact_owners", owners(owner(hugo, 1), owner(hanna, 2), owner(hugo, 2))));
        contacts.create(named("Otis").put("phone", "2125550100").put("contact_owners", new JsonArray()));
        long eve = contacts.create(named("Eve", "eve@guest.example"));

        contacts.updating(eve, nina())
                .statusCode(409)
                .body(
                        "message",
                        equalTo(
                                "Invalid contact attributes. Email nina@guest.example is already in use by Nina who is owned by"
                                        + " Hugo Host, Hanna Host so you can not own this contact, Phone (212)555-0100 is already in"
                                        + " use by Otis"))
                .body("contact.id", equalTo((int) nina));
        assertThat(contacts.get(eve).getString("name"), equalTo("Eve"));
    }

    @Test
    void ownEmailAndPhoneAreNoDuplicates() {
        long id = contacts.create(nina());

        contacts.updating(id, nina().put("email", "Nina@Guest.example"))
                .statusCode(200)
                .body("email", equalTo("Nina@Guest.example"));
    }

    /** The long s is an s in capitals. */
    @Test
    void emailsThatAreTheSameInCapitalsAloneAreTwo() {
        long id = contacts.create(named("Sam", "sam@guest.example"));
        long other = contacts.create(named("Samuel", "\u017Fam@guest.example"));

        contacts.updating(other, new JsonObject().put("email", "sam@guest.example"))
                .statusCode(409)
                .body("contact.id", equalTo((int) id));
    }

    @Test
    void ofConcurrentCreationsExactlyOneSucceeds() throws Exception {
        var messages = atOnce(
                CLAIMANTS,
                i -> contacts.creating(named("Claimant " + i, "nina@guest.example"))
                        .extract()
                        .<String>path("message"));

        var winner = contacts.listing().extract().<String>path("[0].name");
        assertThat(contacts.ids(), hasSize(1));
        assertEquals(1, messages.stream().filter(Objects::isNull).count(), messages.toString());
        assertEquals(
                Set.of("Email nina@guest.example is already in use by " + winner + "."),
                messages.stream().filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    @Test
    void ofConcurrentUpdatesToOnePhoneExactlyOneSucceeds() throws Exception {
        var ids = IntStream.range(0, CLAIMANTS)
                .mapToLong(i -> contacts.create("Claimant " + i))
                .boxed()
                .toList();

        var statuses = atOnce(
                CLAIMANTS,
                i -> contacts.updating(ids.get(i), new JsonObject().put("phone", "2125550100"))
                        .extract()
                        .statusCode());

        assertEquals(1, count(statuses, 200), statuses.toString());
        assertEquals(CLAIMANTS - 1, count(statuses, 409), statuses.toString());
    }

    private static long count(List<Integer> statuses, int status) {
        return statuses.stream().filter(one -> one == status).count();
    }

    /** What each of the claimants is answered. */
    private static <T> List<T> atOnce(int claimants, IntFunction<T> claim) throws Exception {
        var threads = Executors.newFixedThreadPool(claimants);
        try {
            List<Callable<T>> claims = IntStream.range(0, claimants)
                    .mapToObj(i -> (Callable<T>) () -> claim.apply(i))
                    .toList();
            var answers = new ArrayList<T>();
            for (var answer : threads.invokeAll(claims)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
