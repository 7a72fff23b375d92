package app.velvet.local.standin;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.testing.Ports;
import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.apns.ApnsStandIn;
import app.velvet.testing.fcm.FcmStandIn;
import app.velvet.testing.fcm.ServiceAccount;
import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clients of APNs, SMTP and HTTP against the stand-ins. */
class StandInsTest {

    private static final String PHONE = "0123456789abcdef".repeat(4);
    private static final String ANDROID = "0123456789abcdefABCDEF:APA91b" + "0123456789-_".repeat(11);
    private static final String LONG_TEXT = "x".repeat(1_000);
    private static final String SMS_PATH = "/2010-04-01/Accounts/AC" + "0a".repeat(16) + "/Messages.json";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    /** Its streams end when nobody holds on to it. */
    private final HttpClient page = HttpClient.newHttpClient();

    private static Vertx vertx;
    private static ApnsCredentials credentials;
    private static ApnsStandIn apns;
    private static ServiceAccount account;
    private static FcmStandIn fcm;
    private static MailStandIn mail;
    private static Arrivals arrivals;
    private static int apnsPort;
    private static int smtpPort;
    private static String http;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(new FileSystemOptions()
                        .setFileCacheDir(folder.resolve("vertx").toString())));
        StandIns standIns = new StandIns(vertx);
        arrivals = standIns.arrivals();
        credentials = new ApnsCredentials(folder.resolve("apns"));
        credentials.make();
        apnsPort = Ports.free();
        apns = ApnsArrivals.start(credentials, apnsPort, arrivals);
        smtpPort = Ports.free();
        mail = new MailStandIn(smtpPort, arrivals);
        mail.start();
        account = new ServiceAccount(folder.resolve("fcm"));
        account.make();
        fcm = standIns.startFcm(account, credentials, 0);
        http = "http://localhost:" + standIns.startHttp(0).actualPort();
    }

    @AfterAll
    static void stop() {
        fcm.close();
        apns.stop();
        mail.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Arrival newest() {
        return arrivals.all().get(arrivals.all().size() - 1);
    }

    private static ApnsSigningKey signingKey() throws Exception {
        return ApnsSigningKey.loadFromPkcs8File(
                credentials.signingKey().toFile(), ApnsCredentials.TEAM_ID, ApnsCredentials.KEY_ID);
    }

    private static PushNotificationResponse<?> push(
            ApnsSigningKey key, String topic, String token, String payload, PushType type) throws Exception {
        ApnsClient client = new ApnsClientBuilder()
                .setApnsServer("localhost", apnsPort)
                .setTrustedServerCertificateChain(credentials.certificate().toFile())
                .setSigningKey(key)
                .build();
        try {
            return client.sendNotification(
                            new SimpleApnsPushNotification(token, topic, payload, null, null, type, "hold-7"))
                    .get();
        } finally {
            client.close().join();
        }
    }

    @Test
    void aPushArrives() throws Exception {
        String payload = "{\"aps\":{\"alert\":{\"title\":\"Table held\",\"body\":\"Table 12\"},\"badge\":2}}";

        var answer = push(signingKey(), ApnsCredentials.TOPIC, PHONE, payload, PushType.ALERT);

        assertThat(answer.isAccepted()).isTrue();
        Arrival arrival = newest();
        assertThat(arrival.kind()).isEqualTo(Arrival.Kind.PUSH);
        assertThat(arrival.to()).isEqualTo(PHONE);
        assertThat(arrival.title()).isEqualTo("Table held");
        assertThat(arrival.text()).isEqualTo("Table 12");
        assertThat(arrival.details()).isEqualTo(Map.of("payload", payload, "collapse id", "hold-7"));
    }

    @Test
    void aSilentPushIsToldFromOneThatShows() throws Exception {
        push(signingKey(), ApnsCredentials.TOPIC, PHONE, "{\"aps\":{\"content-available\":1}}", PushType.BACKGROUND);

        assertThat(newest().kind()).isEqualTo(Arrival.Kind.SILENT_PUSH);
    }

    @ParameterizedTest
    @CsvSource({"made-up, app.velvet.staff, BadDeviceToken", ", app.other, DeviceTokenNotForTopic"})
    void apnsRefusesWhatTheRealOneRefuses(String token, String topic, String reason) throws Exception {
        int before = arrivals.all().size();

        var answer = push(signingKey(), topic, token == null ? PHONE : token, "{\"aps\":{}}", PushType.ALERT);

        assertThat(answer.getRejectionReason()).contains(reason);
        assertThat(arrivals.all()).hasSize(before);
    }

    @Test
    void apnsRefusesAForeignKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        ApnsSigningKey foreign = new ApnsSigningKey(ApnsCredentials.KEY_ID, ApnsCredentials.TEAM_ID, (ECPrivateKey)
                generator.generateKeyPair().getPrivate());

        var answer = push(foreign, ApnsCredentials.TOPIC, PHONE, "{\"aps\":{}}", PushType.ALERT);

        assertThat(answer.getRejectionReason()).contains("InvalidProviderToken");
    }

    private static FcmSender fcmSender() {
        return new FcmSender(vertx, fcm, credentials, account);
    }

    @Test
    void anAndroidPushArrives() throws Exception {
        JsonObject message = new JsonObject()
                .put("token", ANDROID)
                .put("notification", new JsonObject().put("title", "Table held").put("body", "Table 12"));

        assertThat(fcmSender().send(message)).isEqualTo(200);

        Arrival arrival = newest();
        assertThat(arrival.kind()).isEqualTo(Arrival.Kind.PUSH);
        assertThat(arrival.to()).isEqualTo(ANDROID);
        assertThat(arrival.title()).isEqualTo("Table held");
        assertThat(arrival.text()).isEqualTo("Table 12");
        assertThat(arrival.details()).isEqualTo(Map.of("message", message.encode()));
    }

    @Test
    void anAndroidDataMessageIsASilentPush() throws Exception {
        JsonObject message =
                new JsonObject().put("token", ANDROID).put("data", new JsonObject().put("content_available", "1"));

        assertThat(fcmSender().send(message)).isEqualTo(200);

        assertThat(newest().kind()).isEqualTo(Arrival.Kind.SILENT_PUSH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'token': 'made-up', 'notification': {'body': 'x'}}",
                "{'token': '<token>', 'data': {'badge': 2}}",
                "{'token': '<token>', 'data': {'google.x': '2'}}",
                "{'token': '<token>', 'android': {'ttl': '1 day'}}",
                "{'token': '<token>', 'android': {'ttl': '2419201s'}}",
                "{'token': '<token>', 'android': {'priority': 'URGENT'}}",
                "{'token': '<token>', 'badge': '2'}",
                "{'token': '<token>', 'notification': {'body': '<too long>'}}"
            })
    void fcmRefusesWhatTheRealOneRefuses(String json) throws Exception {
        int before = arrivals.all().size();
        JsonObject message = new JsonObject(
                json.replace('\'', '"').replace("<token>", ANDROID).replace("<too long>", "x".repeat(4_100)));

        assertThat(fcmSender().send(message)).isEqualTo(400);
        assertThat(arrivals.all()).hasSize(before);
    }

    @Test
    void fcmRefusesAnAccessTokenThatNobodyHasGivenOut() throws Exception {
        JsonObject message = new JsonObject().put("token", ANDROID);

        assertThat(fcmSender().send(message, "ya29.made-up")).isEqualTo(401);
    }

    @Test
    void credentialsAreMadeOnce() throws Exception {
        byte[] before = Files.readAllBytes(credentials.signingKey());
        String accountBefore = Files.readString(account.credentials());

        credentials.make();
        account.make();

        assertThat(account.credentials()).hasContent(accountBefore);
        assertThat(credentials.signingKey()).hasBinaryContent(before);
    }

    @Test
    void aMailArrives() throws Exception {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        settings.setProperty("mail.smtp.port", Integer.toString(smtpPort));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("velvet@demo.example"));
        message.setRecipient(RecipientType.TO, new InternetAddress("host1@demo.example"));
        message.setSubject("Paßwort", "UTF-8");
        message.setText("Grüße <b>", "UTF-8");

        Transport.send(message);

        Arrival arrival = newest();
        assertThat(arrival.kind()).isEqualTo(Arrival.Kind.MAIL);
        assertThat(arrival.to()).isEqualTo("host1@demo.example");
        assertThat(arrival.title()).isEqualTo("Paßwort");
        assertThat(arrival.text().strip()).isEqualTo("Grüße <b>");
        assertThat(arrival.details()).isEqualTo(Map.of("from", "velvet@demo.example"));
    }

    private static HttpResponse<String> sms(String form) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(http + SMS_PATH))
                        .header("Authorization", "Basic eDp5")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void anSmsArrives() throws Exception {
        HttpResponse<String> answer = sms("To=%2B12025550123&From=%2B12025550199&Body=Your+code+is+1234");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"status\":\"queued\"", "\"to\":\"+12025550123\"");
        assertThat(newest().kind()).isEqualTo(Arrival.Kind.SMS);
        assertThat(newest().text()).isEqualTo("Your code is 1234");
    }

    @ParameterizedTest
    @CsvSource({
        "To=12&From=%2B12025550199&Body=x, 21211",
        "From=%2B12025550199&Body=x, 21604",
        "To=%2B12025550123, 21603"
    })
    void twilioRefusesWhatTheRealOneRefuses(String form, int code) throws Exception {
        HttpResponse<String> answer = sms(form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":" + code);
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_local", "/_local/", "/_local/arrivals.js", "/_local/arrivals.css"})
    void thePageIsServed(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
    }

    @Test
    void anotherNameForThisMachineIsRefused() throws Exception {
        assertThat(get("/_local/arrivals", "X-Forwarded-Host", "rebound.example:8080")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/_local", "X-Forwarded-Host", "localhost:8080").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatArrivesIsStreamedFromWhereAPageLeftOff() throws Exception {
        arrivals.add(Arrival.now(Arrival.Kind.SMS, "+1", "", "seen", Map.of()));
        long seen = newest().id();
        arrivals.add(Arrival.now(Arrival.Kind.SMS, "+1", "", "missed", Map.of()));

        try (BufferedReader events = events(seen)) {
            assertThat(nextData(events)).contains("\"missed\"");
            arrivals.add(Arrival.now(Arrival.Kind.SMS, "+1", "", "live\nline", Map.of()));
            assertThat(nextData(events)).contains("\"live\\nline\"");
        }
    }

    @Test
    void aPageThatComesLateIsToldOfAllThatIsKept() throws Exception {
        arrivals.add(Arrival.now(Arrival.Kind.SMS, "+1", "", "seen", Map.of()));
        long seen = newest().id();
        while (arrivals.all().get(0).id() <= seen) {
            arrivals.add(Arrival.now(Arrival.Kind.SMS, "+1", "", LONG_TEXT, Map.of()));
        }
        arrivals.add(Arrival.now(Arrival.Kind.SMS, "+1", "", "newest", Map.of()));

        try (BufferedReader events = events(seen)) {
            assertThat(Stream.generate(() -> nextData(events)).takeWhile(data -> !data.contains("newest")))
                    .hasSize(arrivals.all().size() - 1)
                    .allMatch(data -> data.contains(LONG_TEXT));
        }
    }

    /** On a new connection, which becomes one of HTTP/2: that begins by letting the server send very little. */
    private BufferedReader events(long lastSeen) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http + "/_local/arrivals"))
                .header("Last-Event-ID", Long.toString(lastSeen))
                .build();
        return new BufferedReader(new InputStreamReader(
                page.send(request, BodyHandlers.ofInputStream()).body()));
    }

    private static String nextData(BufferedReader events) {
        return events.lines()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .orElseThrow();
    }
}
