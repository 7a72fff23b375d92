package app.velvet.api.paging;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.Postgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Postgres.class)
class PagingTest {

    private static final String STREAMED = "/api/v1/numbers";
    private static final String PAGED = "/api/v1/numbers/paged";

    @Test
    void tenElementsAreAPageUnlessMoreAreAskedFor() {
        given().get(PAGED + "?count=25").then().body("id", equalTo(ids(1, 10))).header("X-Total-Count", "25");
        given().get(PAGED + "?count=25&page=3").then().body("id", equalTo(ids(21, 25)));
        given().get(PAGED + "?count=25&per_page=20&page=2").then().body("id", equalTo(ids(21, 25)));
        given().get(PAGED + "?count=999&per_page=500").then().body("", hasSize(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGED, STREAMED})
    void pagePastTheEndIsEmpty(String path) {
        given().get(path + "?count=5&page=2")
                .then()
                .statusCode(200)
                .body("", hasSize(0))
                .header("X-Total-Count", "5");
        given().get(path + "?count=0&page=1")
                .then()
                .statusCode(200)
                .body("", hasSize(0))
                .header("X-Total-Count", "0");
        given().get(path + "?count=5&page=2147483647").then().statusCode(200).body("", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, Page is invalid",
        "page=-1, Page is invalid",
        "page=x, Page is invalid",
        "page=1.5, Page is invalid",
        "page[a]=1, Page is invalid",
    })
    void pageThatIsNone(String query, String message) {
        for (var path : new String[] {PAGED, STREAMED}) {
            given().get(path + "?count=5&" + query).then().statusCode(400).body("message", equalTo(message));
        }
    }

    @Test
    void linksLeadToTheOtherPagesWithoutTheToken() {
        given().contentType("application/x-www-form-urlencoded")
                .body("per_page=10&search[name]=a%26b&ids[]=1&ids[]=2")
                .get(PAGED + "?count=35&page=2&format=json")
                .then()
                .header(
                        "Link",
                        equalTo(links(
                                "count=35&per_page=10&search%5Bname%5D=a%26b&ids%5B%5D=1&ids%5B%5D=2", 1, 1, 3, 4)));
    }

    @Test
    void linksNeverHoldTheToken() {
        var token = app.velvet.testing.TestTokens.issue(7, 70);
        for (var path : new String[] {PAGED, STREAMED}) {
            var link = given().get(path + "?count=900&page=2&auth_token=" + token)
                    .then()
                    .statusCode(200)
                    .extract()
                    .header("Link");
            assertTrue(link.contains("rel=\"next\""), link);
            assertFalse(link.contains("auth_token"), link);
            assertFalse(link.contains(token), link);
        }
    }

    @Test
    void firstPageHasNoPreviousAndLastNoNext() {
        var first = given().get(PAGED + "?count=15").getHeader("Link");
        assertFalse(first.contains("prev"), first);
        assertTrue(first.contains("page=2>; rel=\"next\""), first);
        var last = given().get(PAGED + "?count=15&page=2").getHeader("Link");
        assertFalse(last.contains("next"), last);
        assertTrue(last.contains("page=1>; rel=\"prev\""), last);
    }

    @Test
    void listsOfFixedSizeHaveTwoHundredAPage() {
        given().get(STREAMED + "?count=450&page=1")
                .then()
                .body("", hasSize(200))
                .header("X-Total-Count", "450");
        given().get(STREAMED + "?count=450&page=3").then().body("id", equalTo(ids(401, 450)));
    }

    @Test
    void nextPageOfAListInIdOrderBeginsAfterTheLastElement() {
        given().get(STREAMED + "?count=450&page=1")
                .then()
                .header("Link", containsString("page=2&after=200>; rel=\"next\""));
        given().get(STREAMED + "?count=450&page=2&after=190")
                .then()
                .body("id", equalTo(ids(191, 390)))
                .header("Link", containsString("page=3&after=390>; rel=\"next\""))
                .header("Link", containsString("page=1>; rel=\"prev\""));
    }

    @Test
    void lastPageOfAListInIdOrderHasNoNext() {
        given().get(STREAMED + "?count=400&page=2&after=200")
                .then()
                .body("id", equalTo(ids(201, 400)))
                .header("Link", not(containsString("next")));
        given().get(STREAMED + "?count=400&page=9&after=400").then().body("", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 1700})
    void withoutPageEverythingIsAnswered(int count) {
        given().get(STREAMED + "?count=" + count)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("X-Request-Id", notNullValue())
                .header("Link", nullValue())
                .body("id", equalTo(ids(1, count)));
    }

    @Test
    void failureBeforeTheFirstElementIsAnOrdinaryError() {
        given().get(STREAMED + "?count=5&fail_after=1")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("status_code", is(503));
    }

    @Test
    void failureLaterCutsTheConnection() throws IOException {
        try (var client = request(STREAMED + "?count=5000&fail_after=1000")) {
            var answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.contains("\"id\":500"), answer);
            assertFalse(answer.endsWith("0\r\n\r\n"), "a client must not take a part for the whole");
        }
    }

    @Test
    void slowClientHoldsTheNextChunksBack() throws IOException {
        int all = 400_000;
        NumberResource.CHUNKS.set(0);
        try (var client = request(STREAMED + "?count=" + all)) {
            awaitPause();
            int ahead = NumberResource.CHUNKS.get();
            assertTrue(ahead < all / NumberResource.CHUNK / 2, ahead + " chunks");
            var answer = client.getInputStream().readAllBytes();
            var end = new String(answer, answer.length - 200, 200, StandardCharsets.UTF_8);
            assertTrue(end.contains("\"id\":" + all), end);
        }
        assertEquals(all / NumberResource.CHUNK + 1, NumberResource.CHUNKS.get());
    }

    @Test
    void clientThatLeavesStopsTheList() throws IOException {
        int all = 2_000_000_000;
        try (var client = request(STREAMED + "?count=" + all)) {
            client.getInputStream().readNBytes(100_000);
        }
        awaitPause();
    }

    /** Until some chunks have been asked for and no more are. */
    private static void awaitPause() {
        var before = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            int chunks = NumberResource.CHUNKS.get();
            return chunks > 0 && chunks == before.getAndSet(chunks);
        });
    }

    private static Socket request(String target) throws IOException {
        var client = new Socket();
        client.setReceiveBufferSize(16 * 1024);
        client.setSoTimeout(60_000);
        client.connect(new java.net.InetSocketAddress("localhost", RestAssured.port));
        client.getOutputStream()
                .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static java.util.List<Integer> ids(int from, int to) {
        return LongStream.rangeClosed(from, to).mapToObj(id -> (int) id).toList();
    }

    private static String links(String query, int first, int previous, int next, int last) {
        return "<%1$s?%2$s&page=%3$d>; rel=\"first\", <%1$s?%2$s&page=%4$d>; rel=\"prev\", <%1$s?%2$s&page=%5$d>; rel=\"next\", <%1$s?%2$s&page=%6$d>; rel=\"last\""
                .formatted(PAGED, query, first, previous, next, last);
    }
}
