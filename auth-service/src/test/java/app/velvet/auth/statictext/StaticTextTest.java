package app.velvet.auth.statictext;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.LockedRow;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.auth.Velvet.Tenant;
import app.velvet.testing.TopicProbe;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class StaticTextTest {

    @Inject
    Velvet velvet;

    @Inject
    AgroalDataSource database;

    @Test
    void aPageNeedsNoToken() {
        for (var path : List.of(
                "/static_text/terms",
                "/static_text/terms.json",
                "/static_text?type=terms",
                "/api/v1/static_text/terms",
                "/api/v1/static_text?type=terms")) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .contentType("text/html;charset=UTF-8")
                    .header("Cache-Control", "no-store")
                    .body(containsString("<title>Terms of use</title>"))
                    .body(containsString("<h2>Your account</h2>"))
                    .body(containsString("name=\"viewport\" content=\"width=device-width, initial-scale=1\""));
        }
        given().get("/static_text/privacy").then().statusCode(200).body(containsString("<h1>Privacy policy</h1>"));
    }

    @Test
    void anAppThatAsksForJsonGetsThePageToo() {
        given().accept("application/json").get("/static_text/terms").then().statusCode(200);
        given().accept("application/json")
                .get("/api/v1/static_texts?type=terms")
                .then()
                .statusCode(200);
    }

    @Test
    void aPageAllowsNothingButItsOwnStyle() throws Exception {
        var answer = given().get("/static_text/terms");

        var page = answer.asString();
        var style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(digest)
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                answer.header("Content-Security-Policy"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("no-referrer", answer.header("Referrer-Policy"));
    }

    @Test
    void aTextAloneIsWhatItIsWrittenAs() {
        given().get("/api/v1/static_texts?type=privacy")
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(startsWith("# Privacy policy\n"));
    }

    @Test
    void withATokenItIsTheCompanysText() {
        var tenant = velvet.tenant();
        var other = velvet.tenant();

        put(tenant, "terms", "# Règles\n\nBe *kind*.")
                .statusCode(200)
                .body("type", equalTo("terms"))
                .body("text", equalTo("# Règles\n\nBe *kind*."))
                .body("updated_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));

        tenant.manager()
                .get("/static_text/terms")
                .then()
                .body(containsString("<h1>Règles</h1>\n<p>Be <em>kind</em>.</p>"));
        given().queryParam("auth_token", tenant.managerToken())
                .get("/api/v1/static_texts?type=terms")
                .then()
                .body(equalTo("# Règles\n\nBe *kind*."));
        tenant.manager().get("/static_text/privacy").then().body(containsString("<h1>Privacy policy</h1>"));
        other.manager().get("/static_text/terms").then().body(containsString("<h1>Terms of use</h1>"));
        given().get("/static_text/terms").then().body(containsString("<h1>Terms of use</h1>"));
    }

    @Test
    void nothingThatIsWrittenIntoATextIsRun() {
        var tenant = velvet.tenant();
        put(tenant, "terms", """
                <script>alert(1)</script>

                Read <b onclick="alert(2)">this</b>, [here](javascript:alert(3)), [there](data:text/html,x)
                or [elsewhere](https://venue.example/?a=1&b="2").
                """);

        tenant.manager()
                .get("/static_text/terms")
                .then()
                .statusCode(200)
                .body(not(containsString("<script")))
                .body(not(containsString("<b ")))
                .body(not(containsString("javascript:")))
                .body(not(containsString("data:")))
                .body(containsString("&lt;script&gt;alert(1)&lt;/script&gt;"))
                .body(containsString("href=\"https://venue.example/?a=1&amp;b=&quot;2&quot;\""));
    }

    @Test
    void noTextIsTooDeepToBeShown() {
        var tenant = velvet.tenant();
        for (var deep : List.of(">".repeat(90_000), "*a **b ".repeat(12_000), "[".repeat(90_000))) {
            put(tenant, "terms", deep).statusCode(200);
            tenant.manager().get("/static_text/terms").then().statusCode(200).body(containsString("</html>"));
        }
    }

    @Test
    void aGarbledTokenIsRefusedAlsoWhereNoneIsNeeded() {
        for (var path : List.of("/static_text/terms", "/api/v1/static_texts?type=terms")) {
            given().queryParam("auth_token", "garbled")
                    .get(path)
                    .then()
                    .statusCode(423)
                    .body("message", equalTo("Invalid authentication token"));
            Velvet.as("garbled")
                    .get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\""));
        }
    }

    @Test
    void anUnknownTypeIsNotFound() {
        for (var path : List.of(
                "/static_text", "/static_text/imprint", "/api/v1/static_texts", "/api/v1/static_texts?type=imprint")) {
            given().get(path).then().statusCode(404).body("message", equalTo("Static text was not found"));
        }
        put(velvet.tenant(), "imprint", "x").statusCode(404).body("message", equalTo("Static text was not found"));
    }

    @Test
    void whatIsMissingIsNamed() {
        put(velvet.tenant(), "", " ")
                .statusCode(400)
                .body("errors.type[0]", equalTo("can't be blank"))
                .body("errors.text[0]", equalTo("can't be blank"));
    }

    @Test
    void onlyWhoManagesTheCompanyWrites() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        var text = Map.of("static_text", Map.of("type", "terms", "text", "Mine."));

        host.request()
                .body(text)
                .put("/api/v1/static_texts")
                .then()
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        given().contentType("application/json")
                .body(text)
                .put("/api/v1/static_texts")
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
    }

    @Test
    void changesArePublishedToTheWholeCompanyAndOnlyChanges() {
        var tenant = velvet.tenant();
        long id = put(tenant, "terms", "First.").extract().jsonPath().getLong("id");
        put(tenant, "terms", "First.").body("id", equalTo((int) id));
        put(tenant, "terms", "Second.").body("id", equalTo((int) id));

        try (var published = new Published()) {
            var changes = published.await(tenant.id(), "StaticText", id, 2);
            var create = Published.value(changes.get(0));
            var update = Published.value(changes.get(1));
            assertEquals("create", create.get("action").asText());
            assertEquals("First.", create.get("data").get("text").asText());
            assertEquals("update", update.get("action").asText());
            assertEquals("Second.", update.get("data").get("text").asText());
            assertEquals("terms", update.get("data").get("type").asText());
            assertEquals(id, update.get("data").get("id").asLong());
            assertFalse(update.get("data").get("updated_at").isNull());
            assertEquals(4, update.get("data").size());
            assertEquals("company", TopicProbe.header(changes.get(1), "ce_audience"));
            assertEquals(String.valueOf(tenant.managerId()), TopicProbe.header(changes.get(1), "ce_actorid"));
        }
    }

    @Test
    void whoeverWritesTheFirstTextAtOnceWritesTheSame() throws Exception {
        var tenant = velvet.tenant();

        var ids = LockedRow.awaitedByFour(
                database,
                "company",
                tenant.id(),
                () -> put(tenant, "privacy", "Ours.")
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getLong("id"));

        assertEquals(Collections.nCopies(4, ids.get(0)), ids);
    }

    private static ValidatableResponse put(Tenant tenant, String type, String text) {
        return tenant.manager()
                .body(Map.of("static_text", Map.of("type", type, "text", text)))
                .put("/api/v1/static_texts")
                .then();
    }
}
