package app.velvet.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.Staff.Member;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What somebody was told. */
public final class Told {

    private Told() {}

    /** Waits until these are the messages, the newest first. */
    public static void await(Member member, String... expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(List.of(expected), messages(member)));
    }

    /** Nothing at all, as far as changes have been applied. */
    public static void assertNothing(Member... members) {
        for (var member : members) {
            assertEquals(List.of(), messages(member));
        }
    }

    /** The messages, the newest first. */
    public static List<String> messages(Member member) {
        return field(member, "message");
    }

    public static List<String> titles(Member member) {
        return field(member, "title");
    }

    private static List<String> field(Member member, String name) {
        return member.asks()
                .when()
                .get("/api/v1/notifications/list")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList(name);
    }
}
