package app.velvet.api.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.Postgres;
import app.velvet.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service logs, the access log included, whatever goes wrong. */
@QuarkusTest
@WithTestResource(Postgres.class)
class LogTest {

    private static final String ACCESS_LOG = "io.quarkus.http.access-log";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();

    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord record) {
            var copy = ExtLogRecord.wrap(record);
            copy.copyAll();
            records.add(copy);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LogContext.getLogContext().getLogger("").addHandler(recorder);
        setLevels(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        LogContext.getLogContext().getLogger("").removeHandler(recorder);
        setLevels(null);
        LogContext.getLogContext().getLogger(ACCESS_LOG).setLevel(Level.WARNING);
    }

    private static void setLevels(Level level) {
        for (var logger : new String[] {"io.quarkus.vertx", "io.vertx", "app.velvet", ACCESS_LOG}) {
            LogContext.getLogContext().getLogger(logger).setLevel(level);
        }
    }

    @Test
    void noTokenIsLoggedWhereverItStandsAndWhateverGoesWrong() throws IOException {
        var token = TestTokens.issue(7, 70);
        var forged = TestTokens.of(7, 70).forged().issue();
        for (var credential : new String[] {token, forged}) {
            for (var target : new String[] {
                "/api/v1/echo",
                "/api/v1/echo.json",
                "/api/v1/echo.xml",
                "/nothing",
                "/api/v1/errors/npe",
                "/api/v1/errors/down",
                "/api/v1/errors/fields"
            }) {
                RawHttp.get(RestAssured.port, target + "?auth_token=" + credential);
                RawHttp.get(RestAssured.port, target + "?a=%zz&auth_token=" + credential);
                var body = ("auth_token=" + credential).getBytes(StandardCharsets.UTF_8);
                RawHttp.send(RestAssured.port, "GET", target, FORM + "Content-Length: " + body.length + "\r\n", body);
                RawHttp.send(
                        RestAssured.port, "GET", target, "Authorization: Bearer " + credential + "\r\n", new byte[0]);
            }
        }

        var logged = logged();
        assertTrue(logged.contains("/api/v1/echo"), "the access log is on");
        for (var credential : new String[] {token, forged}) {
            for (var part : credential.split("\\.")) {
                assertFalse(logged.contains(part), () -> lineWith(logged, part));
            }
        }
    }

    @Test
    void unexpectedFailureIsLoggedUnderItsRequestWithoutAnybodysData() throws IOException {
        RawHttp.send(RestAssured.port, "GET", "/api/v1/errors/private", "X-Request-Id: find-me\r\n", new byte[0]);

        var failure = records.stream()
                .filter(record -> record.getLevel().intValue() >= Level.SEVERE.intValue())
                .findFirst()
                .orElseThrow();
        assertTrue("find-me".equals(failure.getMdc("requestId")), () -> "MDC: " + failure.getMdcCopy());
        assertTrue(logged().contains("FailingResource"), "the place is told");
        assertTrue(logged().contains("Cannot greet *** with token ***"), this::logged);
        assertFalse(logged().contains(FailingResource.SECRET), this::logged);
    }

    @Test
    void refusalsAreNoFailures() throws IOException {
        RawHttp.get(RestAssured.port, "/api/v1/errors/refused");
        RawHttp.get(RestAssured.port, "/api/v1/errors/fields");
        RawHttp.get(RestAssured.port, "/api/v1/nothing");

        assertTrue(
                records.stream().noneMatch(record -> record.getLevel().intValue() >= Level.WARNING.intValue()),
                this::logged);
    }

    private String logged() {
        var text = new StringWriter();
        var lines = new PrintWriter(text);
        for (var record : records) {
            lines.println(record.getLoggerName() + " " + record.getFormattedMessage() + " " + record.getMdcCopy());
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(lines);
            }
        }
        return text.toString();
    }

    private static String lineWith(String log, String part) {
        return log.lines().filter(line -> line.contains(part)).findFirst().orElse("");
    }
}
