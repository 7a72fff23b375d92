package app.velvet.auth.session;

import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.Velvet.from;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How long a refused sign-in takes tells nothing of why it was refused. The reasons are tried in turns, so that whatever
 * else the machine does slows all of them down alike.
 */
@AuthServiceTest
class RefusalTimesTest {

    private static final int TRIES = 60;

    /** In standard deviations: by chance alone it comes about once in 15,000 comparisons. */
    private static final double DISTINGUISHABLE = 4;

    @Inject
    Velvet velvet;

    @Test
    void tellNotWhetherAnEmailIsKnown() {
        var tenant = velvet.tenant();
        var withoutPassword = anEmail();
        tenant.manager()
                .body(Map.of(
                        "promoter", Map.of("first_name", "Pat", "last_name", "Promoter", "email", withoutPassword)))
                .post("/api/v1/promoters")
                .then()
                .statusCode(200);

        var times = inTurns(List.of(tenant.managerEmail(), anEmail(), withoutPassword));

        var wrongPassword = times.get(tenant.managerEmail());
        times.forEach((email, others) -> {
            var distance = distance(wrongPassword, others);
            assertTrue(Math.abs(distance) < DISTINGUISHABLE, email + " stands out by " + distance);
        });
    }

    private static Map<String, List<Long>> inTurns(List<String> emails) {
        var order = new ArrayList<String>();
        for (int i = 0; i < TRIES; i++) {
            order.addAll(emails);
        }
        Collections.shuffle(order, new Random(20140303));
        // The first ones warm up what all of them use.
        emails.forEach(RefusalTimesTest::refuse);
        var times = new HashMap<String, List<Long>>();
        for (var email : order) {
            times.computeIfAbsent(email, none -> new ArrayList<>()).add(refuse(email));
        }
        return times;
    }

    private static long refuse(String email) {
        var request = from(anAddress()).body(Map.of("email", email, "password", "wrong password"));
        long start = System.nanoTime();
        var answer = request.post("/api/v1/tokens");
        long time = System.nanoTime() - start;
        answer.then().statusCode(401);
        return time;
    }

    /**
     * How far the rank sum of one sample lies from what it is if both are of one distribution (the test of Wilcoxon, Mann
     * and Whitney).
     */
    private static double distance(List<Long> sample, List<Long> other) {
        double wins = 0;
        for (long one : sample) {
            for (long another : other) {
                wins += one > another ? 1 : one == another ? 0.5 : 0;
            }
        }
        double n = sample.size();
        double m = other.size();
        return (wins - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
    }
}
