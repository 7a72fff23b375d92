package app.velvet.push;

import app.velvet.push.Staff.Member;
import java.util.List;

/** What somebody was told. */
public final class Told {

    private Told() {}

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
