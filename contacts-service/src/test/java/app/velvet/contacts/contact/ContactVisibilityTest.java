package app.velvet.contacts.contact;

import static app.velvet.contacts.Staff.EVERYTHING;
import static app.velvet.contacts.Staff.OWN;
import static app.velvet.contacts.Staff.atVenues;
import static app.velvet.contacts.Venues.guestlist;
import static app.velvet.contacts.Venues.newId;
import static app.velvet.contacts.Venues.reservation;
import static app.velvet.contacts.contact.Contacts.named;
import static app.velvet.contacts.contact.Contacts.owner;
import static app.velvet.contacts.contact.Contacts.owners;
import static app.velvet.contacts.contact.Contacts.qualification;
import static app.velvet.contacts.contact.Contacts.qualifications;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nina is owned by Hugo at venue 1, Otis is qualified at venue 2, and Ella is the manager's at venue 3. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ContactVisibilityTest {

    private static final String NOT_PERMITTED = "User has no permissions for this action";

    @Inject
    Staff staff;

    private Member manager;
    private Member hugo;
    private Contacts ofManager;
    private long nina;
    private long otis;
    private long ella;

    @BeforeEach
    void setUpContacts() {
        manager = staff.managerOfNewCompany();
        hugo = staff.hire(manager.companyId(), "Hugo Host")
                .atHome(1)
                .may(OWN, "Contact", "read")
                .done();
        ofManager = Contacts.of(manager);
        nina = ofManager.create(named("Nina", "nina@guest.example")
                .put("phone", "2125550101")
                .put("contact_owners", owners(owner(hugo, 1))));
        otis = ofManager.create(
                named("Otis", "otis@guest.example")
                        .put("phone", "2125550102")
                        .put("contact_owners", owners(owner(manager, 4))),
                qualifications(qualification(2, "qualified")));
        ella = ofManager.create(named("Ella", "ella@guest.example")
                .put("phone", "2125550103")
                .put("contact_owners", owners(owner(manager, 3))));
    }

    private Contacts reader(JsonObject scope) {
        return Contacts.of(staff.hire(manager.companyId(), "Rita Reader")
                .may(scope, "Contact", "read", "view_full")
                .done());
    }

    private void seesExactly(Contacts reader, Long... ids) {
        var visible = List.of(ids);
        assertThat(reader.ids(), equalTo(visible));
        assertThat(reader.ids("page", 1), equalTo(visible));
        for (var id : List.of(nina, otis, ella)) {
            reader.getting(id).statusCode(visible.contains(id) ? 200 : 404);
        }
        assertThat(reader.ids("search[phone]", "212555010"), equalTo(visible));
        assertThat(reader.ids("search[email]", "guest"), equalTo(visible));
        reader.searching("email", "nina@guest.example").body("$", hasSize(visible.contains(nina) ? 1 : 0));
        reader.searching("phone", "2125550102").body("$", hasSize(visible.contains(otis) ? 1 : 0));
    }

    @Test
    void readerOfTheCompanySeesAll() {
        seesExactly(reader(EVERYTHING), nina, otis, ella);
    }

    @Test
    void readerOfVenuesSeesWhatIsOwnedQualifiedOrBookedThere() {
        var atNine = reader(atVenues(9L));
        seesExactly(reader(atVenues(1L)), nina);
        seesExactly(reader(atVenues(2L, 3L)), otis, ella);
        seesExactly(atNine);

        try (var venues = new Venues(manager.companyId())) {
            long reservation = newId();
            long guestlist = newId();
            venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "loss", "canceled"), 9);
            venues.tellOfGuestlist(guestlist, guestlist(otis, 1, "2026-05-02", "lead", "lead"), 9);
            await().until(atNine::ids, equalTo(List.of(nina, otis)));
            seesExactly(atNine, nina, otis);
            seesExactly(reader(atVenues(8L)));

            venues.tellOfReservation(reservation, reservation(nina, 1, "2026-05-02", "loss", "canceled"), 8);
            venues.tellThatIsGone("Guestlist", guestlist);
            await().until(atNine::ids, empty());
            seesExactly(atNine);
            seesExactly(reader(atVenues(8L)), nina);
        }
    }

    @Test
    void whoManagesTheContactsOfAVenueChangesWhoIsBookedThere() {
        var host = Contacts.of(staff.hire(manager.companyId(), "Hanna Host")
                .may(atVenues(9L), "Contact", "manage")
                .done());
        host.updating(nina, new JsonObject().put("city", "Tryon")).statusCode(404);

        try (var venues = new Venues(manager.companyId())) {
            venues.tellOfReservation(newId(), reservation(nina, 1, "2026-05-02", "lead", "lead"), 9);
            await().until(host::ids, equalTo(List.of(nina)));
        }

        host.updating(nina, new JsonObject().put("city", "Tryon")).statusCode(200);
    }

    @Test
    void ownerSeesHisOwn() {
        hugo = staff.hire(manager.companyId(), "Hanna Host")
                .may(OWN, "Contact", "read", "view_full")
                .done();
        ofManager
                .updating(ella, new JsonObject().put("contact_owners", owners(owner(hugo, 3))))
                .statusCode(200);

        seesExactly(Contacts.of(hugo), ella);
    }

    @Test
    void viewingInFullDoesNotReachBeyondReading() {
        seesExactly(
                Contacts.of(staff.hire(manager.companyId(), "Rita Reader")
                        .may(atVenues(1L), "Contact", "read")
                        .may(EVERYTHING, "Contact", "view_full")
                        .done()),
                nina);
    }

    @Test
    void whoMayReadNoContactIsRefused() {
        var nobody = Contacts.of(staff.hire(manager.companyId(), "Nobody Atall").done());

        nobody.listing().statusCode(401).body("message", equalTo(NOT_PERMITTED));
        nobody.listing("page", 1).statusCode(401);
        nobody.getting(nina).statusCode(401);
        nobody.searching("email", "nina@guest.example").statusCode(401);
        nobody.updating(nina, named("Eve")).statusCode(401);
        nobody.deleting(nina).statusCode(401);
        nobody.creating(named("Eve", "eve@guest.example")).statusCode(401);
    }

    @Test
    void readerMayNotChange() {
        var reader = reader(EVERYTHING);

        reader.updating(nina, named("Eve")).statusCode(401).body("message", equalTo(NOT_PERMITTED));
        reader.deleting(nina).statusCode(401);
        reader.creating(named("Eve", "eve@guest.example")).statusCode(401);
        assertThat(ofManager.get(nina).getString("name"), equalTo("Nina"));
    }

    @Test
    void whoSeesAContactOfAnotherVenueMayNotChangeItThere() {
        var host = Contacts.of(staff.hire(manager.companyId(), "Hanna Host")
                .may(EVERYTHING, "Contact", "read")
                .may(atVenues(1L), "Contact", "manage")
                .done());

        host.updating(nina, new JsonObject().put("city", "Tryon")).statusCode(200);
        host.updating(otis, new JsonObject().put("city", "Tryon")).statusCode(401);
        host.deleting(otis).statusCode(401);
    }

    @Test
    void privateDetailsAreHiddenFromWhoMayNotViewInFull() {
        var contact = Contacts.of(hugo).get(nina);

        for (var field : List.of("email", "phone", "address", "zip", "business_phone", "business_email")) {
            assertThat(contact.get(field), nullValue());
        }
        assertThat(contact.getString("name"), equalTo("Nina"));
        Contacts.of(hugo).listing().body("[0].email", nullValue()).body("[0].phone", nullValue());
    }

    @Test
    void hiddenDetailsAreNotFoundBySearch() {
        var reader = Contacts.of(staff.hire(manager.companyId(), "Rita Reader")
                .may(EVERYTHING, "Contact", "read")
                .may(atVenues(2L), "Contact", "view_full")
                .done());

        assertThat(reader.ids("search[email]", "guest.example"), contains(otis));
        assertThat(reader.ids("search[phone]", "212555"), contains(otis));
        assertThat(reader.ids("search[name]", "nin"), contains(nina));
        reader.searching("email", "nina@guest.example").body("$", empty());
        reader.searching("email", "otis@guest.example").body("id", contains((int) otis));
    }

    @Test
    void promoterMayCreateAndHisContactIsHis() {
        var promoter = Contacts.of(staff.hire(manager.companyId(), "Paul Promoter")
                .asPromoter()
                .may(OWN, "Contact", "read", "view_full")
                .done());

        long id = promoter.create("Aretha Franklin");

        assertThat(promoter.ids(), contains(id));
    }

    @Test
    void changingOwnersNeedsItsOwnPermission() {
        var host = Contacts.of(staff.hire(manager.companyId(), "Hanna Host")
                .may(EVERYTHING, "Contact", "manage")
                .done());

        host.updating(nina, new JsonObject().put("contact_owners", owners(owner(manager, 1))))
                .statusCode(401);
        host.updating(
                        nina,
                        new JsonObject()
                                .put("contact_owners", owners(owner(hugo, 1)))
                                .put("city", "Tryon"))
                .statusCode(200);
    }

    @Test
    void qualifyingNeedsItsOwnPermissionAtThatVenue() {
        var host = Contacts.of(staff.hire(manager.companyId(), "Hanna Host")
                .may(EVERYTHING, "Contact", "manage")
                .may(atVenues(1L), "ContactQualification", "update", "read")
                .done());

        host.put(otis, new JsonObject().put("contact_qualifications", qualifications(qualification(3, "qualified"))))
                .statusCode(401);
        host.put(otis, new JsonObject().put("contact_qualifications", qualifications(qualification(1, "qualified"))))
                .statusCode(200)
                .body("contact_qualifications.venue_id", contains(1));
        assertThat(ofManager.get(otis).getList("contact_qualifications.venue_id", Integer.class), contains(2, 1));
    }

    @Test
    void qualificationsOfOtherVenuesAreHidden() {
        var reader = Contacts.of(staff.hire(manager.companyId(), "Rita Reader")
                .may(EVERYTHING, "Contact", "read")
                .may(atVenues(1L), "ContactQualification", "read")
                .done());

        assertThat(reader.get(otis).getList("contact_qualifications"), empty());
    }
}
