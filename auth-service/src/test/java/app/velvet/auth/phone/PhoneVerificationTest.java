package app.velvet.auth.phone;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Logged;
import app.velvet.auth.Velvet;
import app.velvet.auth.Velvet.Colleague;
import app.velvet.auth.Velvet.Tenant;
import io.agroal.api.AgroalDataSource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class PhoneVerificationTest {

    private static final String NEW_ONE_NEEDED = "A new verification code is needed";

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Inject
    AgroalDataSource database;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "velvet.sms.twilio.url")
    String url;

    private Twilio twilio;
    private Colleague host;
    /** The ten digits of a number that nobody else has. */
    private String number;

    @BeforeEach
    void begin() {
        twilio = new Twilio(vertx, url);
        host = velvet.host(velvet.tenant());
        number = aNumber();
    }

    @AfterEach
    void stopTwilio() {
        twilio.close();
    }

    @Test
    void theCodeThatWasSentConfirmsTheNumber() throws SQLException {
        send(number).then().statusCode(200).body("message", equalTo("Verification code sent."));

        var message = twilio.to("+1" + number).get(0);
        assertEquals("+12025550199", message.from());
        assertEquals(message.code() + " is your verification code. It is good for 10 minutes.", message.body());
        verify(message.code())
                .then()
                .statusCode(200)
                .body("message", equalTo("Your number was successfully confirmed."));
        assertEquals(spelled(number), mobilePhone());
    }

    @Test
    void anInternationalNumberIsDialledAsItIs() throws SQLException {
        var international = "+4420" + number.substring(2);

        send(international).then().statusCode(200);

        verify(twilio.to(international).get(0).code()).then().statusCode(200);
        assertEquals(international, mobilePhone());
    }

    @Test
    void aCodeIsGoodOnce() {
        var code = codeFor(number);
        verify(code).then().statusCode(200);

        verify(code).then().statusCode(400).body("message", equalTo(NEW_ONE_NEEDED));
    }

    @Test
    void aCodeIsGoodForTenMinutes() {
        var code = codeFor(number);
        clock.ahead(Duration.ofSeconds(590), () -> verify(code).then().statusCode(200));

        var another = codeFor(number);
        clock.ahead(
                Duration.ofSeconds(601),
                () -> verify(another).then().statusCode(400).body("message", equalTo(NEW_ONE_NEEDED)));
    }

    @Test
    void aCodeMayComeAsANumber() {
        var code = codeFor(number);

        host.request()
                .body(Map.of("token", Integer.parseInt(code)))
                .post("/api/v1/settings/verify_phone")
                .then()
                .statusCode(200);
    }

    @Test
    void anApiKeyIsSentNoCode() {
        host = apiKey(velvet.tenant());

        send(number).then().statusCode(404).body("message", equalTo("User " + host.id() + " was not found"));

        assertEquals(List.of(), twilio.to("+1" + number));
    }

    @Test
    void aNewerCodeTakesThePlaceOfAnOlderOne() throws SQLException {
        var older = codeFor(number);
        var another = aNumber();
        var newer = codeFor(another);

        verify(wrong(newer)).then().statusCode(400).body("message", equalTo("Verification code is wrong"));
        if (!older.equals(newer)) {
            verify(older).then().statusCode(400).body("message", equalTo("Verification code is wrong"));
        }
        verify(newer).then().statusCode(200);
        assertEquals(spelled(another), mobilePhone());
    }

    @Test
    void afterFiveWrongCodesTheRightOneIsOfNoUse() throws SQLException {
        var code = codeFor(number);
        for (int guess = 0; guess < 5; guess++) {
            verify(wrong(code)).then().statusCode(400).body("message", equalTo("Verification code is wrong"));
        }

        verify(code).then().statusCode(400).body("message", equalTo(NEW_ONE_NEEDED));

        assertEquals(null, mobilePhone());
        verify(codeFor(number)).then().statusCode(200);
    }

    @Test
    void theFifthCodeMayBeTheRightOne() {
        var code = codeFor(number);
        for (int guess = 0; guess < 4; guess++) {
            verify(wrong(code)).then().statusCode(400);
        }

        verify(code).then().statusCode(200);
    }

    @Test
    void ofAHundredGuessesAtOnceFiveLearnThatTheyAreWrong() throws Exception {
        var code = codeFor(number);

        var answers = atOnce(100, () -> verify(wrong(code)).jsonPath().getString("message"));

        assertEquals(
                Map.of("Verification code is wrong", 5L, NEW_ONE_NEEDED, 95L),
                answers.stream().collect(groupingBy(Function.identity(), counting())));
    }

    @Test
    void ofSeveralRightCodesAtOnceOneWins() throws Exception {
        var code = codeFor(number);

        var answers = atOnce(5, () -> verify(code).statusCode());

        assertEquals(1, Collections.frequency(answers, 200));
        assertEquals(4, Collections.frequency(answers, 400));
    }

    @Test
    void theCodeOfAColleagueIsOfNoUse() {
        var colleague = velvet.host(velvet.tenant());
        var code = codeFor(number);

        verify(colleague, code).then().statusCode(400).body("message", equalTo(NEW_ONE_NEEDED));

        verify(code).then().statusCode(200);
    }

    @Test
    void aCodeIsStoredAsASlowHash() throws SQLException {
        codeFor(number);

        assertTrue(stored("select code_hash from phone_verification where user_id = ?")
                .startsWith("$argon2id$"));
    }

    @Test
    void aUserIsSentFiveCodesAnHour() {
        for (int code = 0; code < 5; code++) {
            codeFor(aNumber());
        }

        var refused = send(number);

        refused.then().statusCode(429).body("message", equalTo("Too many verification codes were asked for"));
        var retryAfter = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(retryAfter > 59 * 60 && retryAfter <= 60 * 60, "Retry-After: " + retryAfter);
        assertEquals(List.of(), twilio.to("+1" + number));
        clock.ahead(Duration.ofMinutes(61), () -> codeFor(number));
    }

    @Test
    void aNumberIsSentFiveCodesAnHourWhoeverAsks() throws Exception {
        var tenant = velvet.tenant();
        var askers = new ArrayList<Colleague>();
        for (int asker = 0; asker < 3; asker++) {
            askers.add(velvet.host(tenant));
        }
        var next = new AtomicInteger();

        var answers = atOnce(
                9, () -> send(askers.get(next.getAndIncrement() % 3), number).statusCode());

        assertEquals(5, Collections.frequency(answers, 200));
        assertEquals(4, Collections.frequency(answers, 429));
        assertEquals(5, twilio.to("+1" + number).size());
    }

    @Test
    void aNumberThatTwilioRefusesIsRefusedWithItsReason() {
        var code = codeFor(number);
        twilio.answer(400, 21211, "Invalid 'To' Phone Number: +1500555XXXX");

        send(aNumber())
                .then()
                .statusCode(400)
                .body("message", equalTo("No code can be sent to this number: Invalid 'To' Phone Number: +1500555XXXX"))
                .body("errors.phone[0]", equalTo("Invalid 'To' Phone Number: +1500555XXXX"));

        verify(code).then().statusCode(200);
    }

    @Test
    void whateverElseIsWrongAtTwilioIsAnOutageThatChangesNothing() {
        var code = codeFor(number);
        twilio.answer(429, 20429, "Too Many Requests");
        twilio.answer(500, 20500, "Internal Server Error");
        twilio.answer(502, "<html>Bad gateway</html>");
        twilio.answer(400, 21606, "The 'From' phone number provided is not a valid message-capable number");
        twilio.answer(401, 20003, "Authenticate");
        twilio.closeConnection();
        twilio.stayAway();
        for (int outage = 0; outage < 7; outage++) {
            send(number)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("2"))
                    .body("message", equalTo("Service is temporarily unavailable"));
        }

        verify(code).then().statusCode(200);
        codeFor(number);
    }

    @Test
    void aTwilioThatIsNotThereIsAnOutageToo() {
        twilio.close();

        send(number).then().statusCode(503);

        twilio = new Twilio(vertx, url);
        codeFor(number);
    }

    @Test
    void neitherCodesNorNumbersAreLogged() {
        try (var logged = new Logged()) {
            var code = codeFor(number);
            twilio.answer(400, 21211, "Invalid 'To' Phone Number: +1" + number);
            send(number).then().statusCode(400);
            twilio.answer(400, 21606, "Not from here to +1" + number);
            send(number).then().statusCode(503);
            verify(wrong(code)).then().statusCode(400);
            verify(code).then().statusCode(200);

            assertTrue(logged.holds("Twilio sends no message status=400 code=21606"));
            logged.requireNone(number, spelled(number), "a secret of Twilio");
            logged.requireNoWordOfOurs(code, wrong(code));
        }
    }

    @Test
    void whatIsNoNumberIsNamed() {
        send("12").then().statusCode(400).body("errors.phone[0]", equalTo("is invalid"));
        send("").then().statusCode(400).body("errors.phone[0]", equalTo("can't be blank"));
        verify("").then().statusCode(400).body("errors.token[0]", equalTo("can't be blank"));
    }

    @Test
    void aTokenIsNeeded() {
        for (var path : List.of("send_phone_verification", "verify_phone")) {
            RestAssured.post("/api/v1/settings/" + path)
                    .then()
                    .statusCode(401)
                    .body("message", startsWith("Authentication token is required"));
        }
    }

    private static Colleague apiKey(Tenant tenant) {
        var key = tenant.manager()
                .body(Map.of("api_key", Map.of("name", "Ticket shop")))
                .post("/api/v1/api_keys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Colleague(key.getLong("id"), null, key.getString("token"));
    }

    private String codeFor(String digits) {
        send(digits).then().statusCode(200);
        var messages = twilio.to("+1" + digits);
        return messages.get(messages.size() - 1).code();
    }

    private Response send(String phone) {
        return send(host, phone);
    }

    private static Response send(Colleague asker, String phone) {
        return asker.request().body(Map.of("phone", phone)).post("/api/v1/settings/send_phone_verification");
    }

    private Response verify(String code) {
        return verify(host, code);
    }

    private static Response verify(Colleague asker, String code) {
        return asker.request().body(Map.of("token", code)).post("/api/v1/settings/verify_phone");
    }

    private static String wrong(String code) {
        return code.equals("123456") ? "654321" : "123456";
    }

    private static String aNumber() {
        return "212" + ThreadLocalRandom.current().nextLong(2_000_000, 10_000_000);
    }

    private static String spelled(String digits) {
        return "(" + digits.substring(0, 3) + ")" + digits.substring(3, 6) + "-" + digits.substring(6);
    }

    /** Null unless it is confirmed. */
    private String mobilePhone() throws SQLException {
        return stored("select mobile_phone from users where id = ? and mobile_phone_confirmed_at is not null");
    }

    private String stored(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setLong(1, host.id());
            var row = query.executeQuery();
            return row.next() ? row.getString(1) : null;
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> attempt) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var answers = new ArrayList<T>();
            for (var answer : threads.invokeAll(Collections.nCopies(times, attempt))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
