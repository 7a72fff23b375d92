package app.velvet.venues.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final Turns turns = new Turns(VERTX);

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsToldToComeAgain() {
        var done = new AtomicBoolean();
        subscribe(turns.take("table", () -> Uni.createFrom().nothing()));

        var late = subscribe(turns.take(
                        "table",
                        Duration.ofMillis(50),
                        () -> Uni.createFrom().voidItem().invoke(() -> done.set(true))))
                .awaitFailure();

        assertEquals(ApiError.UNAVAILABLE, ((RefusedException) late.getFailure()).refusal());
        assertFalse(done.get());
    }

    @Test
    void nextOneComesWhenTheWorkFails() {
        subscribe(turns.take("list", () -> Uni.createFrom().failure(new IllegalStateException("full"))))
                .awaitFailure();

        subscribe(turns.take("list", () -> Uni.createFrom().item("done")))
                .awaitItem()
                .assertItem("done");
    }

    private static <T> UniAssertSubscriber<T> subscribe(Uni<T> work) {
        return work.subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
