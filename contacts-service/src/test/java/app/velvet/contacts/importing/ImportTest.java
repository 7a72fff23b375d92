package app.velvet.contacts.importing;

import static app.velvet.contacts.importing.Imports.assertCounts;
import static app.velvet.contacts.importing.Vcards.card;
import static app.velvet.contacts.importing.Vcards.file;
import static app.velvet.contacts.importing.Vcards.numbered;
import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Pictures;
import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ImportTest {

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    @Inject
    StepsInTests steps;

    @Inject
    Importing importing;

    @Inject
    ForgettingImports forgetting;

    private Member manager;
    private Imports imports;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        imports = new Imports(manager);
    }

    @Test
    void cardsBecomeContactsOfTheOneWhoUploadsThem() {
        long id = imports.uploading(file("ios.vcf"))
                .statusCode(200)
                .body("message", equalTo("File successfully uploaded"))
                .extract()
                .jsonPath()
                .getLong("id");

        assertCounts(imports.awaitEnd(id), 2, 0, 0);
        var contacts = manager.asks()
                .queryParam("join_owners", true)
                .get("/api/v1/contacts")
                .jsonPath();
        assertEquals(List.of("Adaeze Ruth Okafor", "Tomas Vale"), contacts.getList("name"));
        assertEquals("(212)555-0111", contacts.getString("[0].phone"));
        assertEquals("1988-04-17", contacts.getString("[0].birthdate"));
        assertEquals(List.of(40, 30), Pictures.sizeAt(contacts.getString("[0].avatar.url")));
        assertEquals(null, contacts.getString("[1].avatar.url"));
        assertEquals((int) manager.userId(), contacts.getInt("[0].contact_owners[0].user_id"));
        assertEquals(1, contacts.getInt("[0].contact_owners[0].venue_id"));
    }

    @Test
    void cardsMayComeAsAText() {
        var body = new JsonObject().put("contacts", numbered(0, 3)).encode();

        long id = manager.asks()
                .contentType(JSON)
                .body(body)
                .post(Imports.PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");

        assertCounts(imports.awaitEnd(id), 3, 0, 0);
    }

    @Test
    void whatIsKnownIsSkippedAndWhatIsWrongFails() {
        create("Known", "known@example.com", "2125550199");

        var ended = imports.importAll(card("FN:Other", "EMAIL:KNOWN@example.com")
                + card("FN:Other", "TEL:+1 212 555-0199")
                + card("EMAIL:nameless@example.com")
                + numbered(1)
                + card("FN:Again", "EMAIL:Guest1@EXAMPLE.com")
                + card("FN:Unreachable")
                + card("FN:Bad birthday", "TEL:212-555-0198", "BDAY:soon", "PHOTO;ENCODING=b:AAAA")
                + "BEGIN:VCARD\nFN:Open");

        assertCounts(ended, 2, 3, 3);
        assertEquals(
                List.of(
                        Map.of("card", 3, "reason", "has no name"),
                        Map.of("card", 6, "reason", "has neither email nor phone"),
                        Map.of("card", 8, "reason", "is not closed")),
                ended.getList("reasons"));
        assertEquals(0, ended.getInt("more_reasons"));
        assertEquals(List.of("Known", "Guest Number1", "Bad birthday"), names());
    }

    @Test
    void aHundredReasonsAreKept() {
        var ended = imports.importAll("BEGIN:VCARD\nEND:VCARD\n".repeat(130) + numbered(1));

        assertCounts(ended, 1, 0, 130);
        assertEquals(100, ended.getList("reasons").size());
        assertEquals(30, ended.getInt("more_reasons"));
    }

    @Test
    void whatIsNoVcardIsRefused() {
        for (var none : List.of("<html></html>", "", " \r\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\n")) {
            imports.uploading(none.getBytes(StandardCharsets.UTF_8))
                    .statusCode(400)
                    .body("errors.contacts", contains("is not a vCard file"));
        }
        manager.asks().contentType(JSON).body("{}").post(Imports.PATH).then().statusCode(400);
        manager.asks()
                .contentType(JSON)
                .body("{\"contacts\": [1]}")
                .post(Imports.PATH)
                .then()
                .statusCode(400)
                .body("errors.contacts", contains("is invalid"));
    }

    @Test
    void whoMayNotCreateContactsImportsNone() {
        var host = staff.hire(manager.companyId(), "Hanna Host")
                .may(Staff.EVERYTHING, "Contact", "read")
                .done();

        new Imports(host)
                .uploading(numbered(1).getBytes(StandardCharsets.UTF_8))
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        assertEquals(List.of(), names());
    }

    @Test
    void nobodyElseSeesAnImport() {
        long id = imports.upload(numbered(1));
        var colleague = staff.hire(manager.companyId(), "Carl Colleague")
                .may(Staff.EVERYTHING, "Contact", "manage")
                .done();

        for (var other : List.of(colleague, staff.managerOfNewCompany())) {
            new Imports(other).getting(id).statusCode(404).body("message", equalTo("Import " + id + " was not found"));
        }
    }

    @Test
    void filesOfAUserAreLimited() {
        for (int i = 0; i < 20; i++) {
            imports.uploading("x".getBytes()).statusCode(400);
        }

        imports.uploading(numbered(1).getBytes(StandardCharsets.UTF_8))
                .statusCode(429)
                .body("message", equalTo("Too many files were imported"));
    }

    @Test
    void repeatedUploadIsAnsweredEvenIfAUserHasNoneLeft() {
        var first = uploadWithKey();
        for (int i = 1; i < 20; i++) {
            imports.uploading("x".getBytes()).statusCode(400);
        }

        assertEquals(first, uploadWithKey());
        imports.uploading(numbered(1).getBytes(StandardCharsets.UTF_8)).statusCode(429);
    }

    @Test
    void theSameUploadTwiceIsOneImport() {
        var first = uploadWithKey();
        var second = uploadWithKey();

        assertEquals(first, second);
        imports.awaitEnd(first);
        assertEquals(1, count("select count(*) from contact_import where company_id = ?"));
    }

    @Test
    void anImportIsPublishedToTheOneWhoBeganIt() {
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            long id = imports.upload(numbered(0, 3));
            var ended = imports.awaitEnd(id);

            var changes = published.await(2, "ContactImport");
            changes.forEach(change -> assertEquals(Set.of("user:" + manager.userId()), Published.audience(change)));
            assertEquals("create ContactImport/" + id, Published.summary(changes.get(0)));
            assertEquals("pending", Published.data(changes.get(0)).getString("state"));
            assertEquals(
                    new JsonObject(ended.<Map<String, Object>>get("$")),
                    Published.data(changes.get(changes.size() - 1)));
            assertEquals(3, published.await(3, "Contact").size());
            assertEquals(3, published.await(3, "ContactOwner").size());
        }
    }

    @Test
    void filesOfEndedImportsAreGoneAndOldImportsAreForgotten() throws Exception {
        long old = imports.upload(numbered(0, 3));
        imports.awaitEnd(old);
        long recent = imports.upload(numbered(0, 3));
        imports.awaitEnd(recent);
        assertEquals(0, count("select count(*) from contact_import_chunk where company_id = ?"));

        try (var published = Published.on("contacts.changes", manager.companyId())) {
            update(
                    "update contact_import set finished_at = finished_at - interval '91 days' where company_id = ? and id = "
                            + old);
            awaitUni(() -> forgetting.forgetOld());

            assertEquals(List.of("destroy ContactImport/" + old), published.summaries(1));
        }
        imports.getting(old).statusCode(404);
        imports.getting(recent).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "active = false, User has been deactivated",
        "permissions_struct = jsonb_build_object(), User has no permissions for this action"
    })
    void whoLosesTheRightMeanwhileImportsNoMore(String loss, String reason) throws Exception {
        var hasLost = new AtomicBoolean();
        steps.at(
                step -> {
                    if (step == ImportStep.COMMITTED && hasLost.compareAndSet(false, true)) {
                        update("update staff_member set " + loss + " where company_id = ?");
                    }
                },
                () -> {
                    imports.upload(numbered(0, 120));
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> count("select count(*) from contact_import where state = 'failed'"
                                            + " and company_id = ?")
                                    == 1);
                });

        assertEquals(50, count("select imported from contact_import where company_id = ?"));
        assertEquals(50, count("select count(*) from contact where company_id = ?"));
        assertEquals(0, count("select count(*) from contact_import_chunk where company_id = ?"));
        assertEquals(
                1,
                count("select count(*) from contact_import where company_id = ?"
                        + " and reasons -> 'first' = '[{\"card\": null, \"reason\": \"" + reason + "\"}]'"));
    }

    @Test
    void whateverStepFailsNoCardIsLostOrImportedTwice() {
        for (var step : ImportStep.values()) {
            var hasFailed = new AtomicBoolean();
            var member = staff.managerOfNewCompany();
            steps.at(
                    reached -> {
                        if (reached == step && hasFailed.compareAndSet(false, true)) {
                            throw new IllegalStateException("fails once at " + step);
                        }
                    },
                    () -> {
                        var ended = shortLeased(member, numbered(0, 120));
                        assertTrue(hasFailed.get());
                        assertCounts(ended, 120, 0, 0);
                        assertEquals(120, namesFor(member).stream().distinct().count());
                        assertEquals(120, namesFor(member).size());
                    });
        }
    }

    @Test
    void cardThatCannotBeImportedIsLeftOutInTheEnd() {
        var ended = new AtomicReference<JsonPath>();
        var failures = new AtomicInteger();
        steps.at(
                step -> {
                    // What is left out at last is not added any more.
                    if (step == ImportStep.AVATARS_STORED && isInBatch(70)) {
                        failures.incrementAndGet();
                        throw new IllegalStateException("this card is poison");
                    }
                },
                () -> ended.set(imports.importAll(numbered(0, 120))));

        assertEquals(3 + 9, failures.get());
        assertCounts(ended.get(), 119, 0, 1);
        assertEquals(
                List.of(Map.of("card", 71, "reason", "cannot be imported")),
                ended.get().getList("reasons"));
    }

    @Test
    void whoseLeaseIsOverChangesNothing() {
        var ended = new AtomicReference<JsonPath>();
        var isTakenAway = new AtomicBoolean();
        steps.at(
                step -> {
                    if (step == ImportStep.READ && isTakenAway.compareAndSet(false, true)) {
                        update("update contact_import set due_at = now() where company_id = ?");
                        awaitUni(importing::goOnWithNext);
                    }
                },
                () -> ended.set(imports.importAll(numbered(0, 120))));

        assertTrue(isTakenAway.get());
        assertCounts(ended.get(), 120, 0, 0);
        assertEquals(120, names().size());
    }

    @Test
    void othersAreAnsweredWhileABatchIsBeingImported() throws Exception {
        var colleague = staff.hire(manager.companyId(), "Carl Colleague")
                .may(Staff.EVERYTHING, "Contact", "manage")
                .done();
        long id;
        try (var connection = database.getConnection();
                var claiming = connection.prepareStatement("""
                        insert into contact (company_id, id, creator_id, email, state, status, nurtured, tag_ids,
                                             created_at, updated_at)
                        values (?, 1, 1, 'guest40@example.com', 'customer', 'no_level', false, '{}', now(), now())
                        """)) {
            connection.setAutoCommit(false);
            claiming.setLong(1, manager.companyId());
            claiming.executeUpdate();
            id = imports.upload(numbered(0, 60));
            var emails = new AtomicInteger();

            await().atMost(Duration.ofMinutes(1)).until(() -> {
                long waiting = waitingTransaction();
                assertEquals(
                        200,
                        creating(colleague, "Otis", "otis" + emails.incrementAndGet() + "@example.com")
                                .statusCode());
                return waiting != 0 && waiting == waitingTransaction();
            });
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertCounts(imports.awaitEnd(id), 60, 0, 0);
    }

    @Test
    void whoCreatesTheSameContactMeanwhileKeepsIt() {
        var created = new AtomicReference<Integer>();
        steps.at(
                step -> {
                    if (step == ImportStep.READ && created.get() == null) {
                        created.set(
                                creating(manager, "Quick", "guest7@example.com").statusCode());
                    }
                },
                () -> assertCounts(imports.importAll(numbered(0, 20)), 19, 1, 0));

        assertEquals(200, created.get());
    }

    @Test
    void importsTakeTurns() {
        long large = imports.upload(numbered(0, 300));
        var other = new Imports(staff.managerOfNewCompany());

        assertCounts(other.importAll(numbered(0, 10)), 10, 0, 0);

        assertTrue(imports.get(large).getInt("imported") < 300);
        assertCounts(imports.awaitEnd(large), 300, 0, 0);
    }

    @Test
    void hostileCardsFailAndTheOthersAreImported() {
        var agents = "AGENT:\r\nBEGIN:VCARD\r\n";
        var file = new ByteArrayOutputStream();
        for (var part : List.of(
                numbered(0),
                "BEGIN:VCARD\r\n" + agents.repeat(10_000) + "END:VCARD\r\n".repeat(10_001),
                numbered(1),
                "BEGIN:VCARD\r\nNOTE:" + "x".repeat(15 << 20) + "\r\nEND:VCARD\r\n",
                numbered(2),
                "BEGIN:VCARD\r\nFN:A\u0000\uFFFF\r\nTEL" + ";TYPE=a".repeat(10_000) + ":x\r\nEND:VCARD\r\n",
                numbered(3))) {
            file.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        }

        var ended = imports.awaitEnd(imports.upload(file.toByteArray()));

        assertCounts(ended, 4, 0, 3);
        assertEquals(
                List.of("is nested too deeply", "is too large", "has no valid email or phone"),
                ended.getList("reasons.reason"));
    }

    /** A crash at {@link ImportStep#CLAIMED} leaves the lease behind. */
    private JsonPath shortLeased(Member member, String file) {
        var his = new Imports(member);
        long id = his.upload(file);
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> {
                            update(
                                    "update contact_import set due_at = now() where due_at > now() + interval '90 s'"
                                            + " and company_id = ?",
                                    member.companyId());
                            return his.get(id);
                        },
                        how -> how.get("finished_at") != null);
    }

    /** Whether the card is in the batch that is tried now: alone, if that has failed often enough. */
    private boolean isInBatch(int card) {
        long done = count("select imported + failed from contact_import where company_id = ?");
        long alone = count("select alone from contact_import where company_id = ?");
        return done <= card && card < done + (alone > 0 ? 1 : 50);
    }

    /** When the transaction began that waits for another one that claims an email; 0 if there is none. */
    private long waitingTransaction() {
        return count("""
                select (extract(epoch from xact_start) * 1000000)::bigint from pg_stat_activity
                 where datname = current_database() and wait_event_type = 'Lock' and ? > 0
                """);
    }

    private long uploadWithKey() {
        return manager.asks()
                .header("Idempotency-Key", "address book")
                .multiPart("contacts", "contacts.vcf", numbered(0, 3).getBytes(StandardCharsets.UTF_8), "text/vcard")
                .post(Imports.PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private List<String> names() {
        return namesFor(manager);
    }

    private List<String> namesFor(Member member) {
        return member.asks().get("/api/v1/contacts").jsonPath().getList("name");
    }

    private void create(String name, String email, String phone) {
        var contact = new JsonObject().put("name", name).put("email", email).put("phone", phone);
        manager.asks()
                .contentType(JSON)
                .body(new JsonObject().put("contact", contact).encode())
                .post("/api/v1/contacts")
                .then()
                .statusCode(200);
    }

    private static Response creating(Member member, String name, String email) {
        var contact = new JsonObject().put("name", name).put("email", email);
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject().put("contact", contact).encode())
                .post("/api/v1/contacts");
    }

    private static void awaitUni(Supplier<? extends Uni<?>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> work.get().replaceWithVoid());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String query) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setLong(1, manager.companyId());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void update(String statement) {
        update(statement, manager.companyId());
    }

    private void update(String statement, long companyId) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(statement)) {
            update.setLong(1, companyId);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
