package app.velvet.api.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.Parameters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageProcessingTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ImageProcessing patient = processing(new AwtImageCodec());
    private final ImageProcessing held = processing(upload -> {
        awaitGate();
        return new Renditions(StoredType.PNG, Map.of());
    });

    @AfterEach
    void stop() {
        patient.stop();
        held.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aDataUrlIsAnImageOnItsThreadAndAnsweredWhereItWasAskedFor() throws Exception {
        var url = "data:image/png;base64," + Base64.getEncoder().encodeToString(Pictures.quarters("png", 10, 10));

        var answeredOn = onContext(() -> patient.render(upload(url))
                .map(renditions -> {
                    assertEquals(4, renditions.files().size());
                    return Vertx.currentContext();
                })
                .subscribeAsCompletionStage());

        assertEquals(context, answeredOn);
    }

    @Test
    void theFieldIsNamedOfWhatIsNoImage() {
        for (var url : List.of("data:image/png;base64,AAAA", "data:image/png;base64,no!", "data:;base64,")) {
            var refused = assertRefused(
                    onContextLater(() -> patient.render(upload(url)).subscribeAsCompletionStage()));
            assertEquals(ApiError.INVALID_FIELDS, refused.refusal());
            assertEquals(
                    Map.of("avatar", List.of("is not an image")),
                    refused.details().get("errors"));
        }
    }

    @Test
    void whatCannotBeAnImageIsRefusedWhileItIsRead() {
        for (Object value : List.of("https://pictures.example/1.png", "data:image/png,raw", 7, true, List.of("x"))) {
            var parameters = Parameters.of(Map.of("avatar", value));
            try {
                Fields.read(parameters, fields -> ImageUpload.read(fields, "avatar"));
                throw new AssertionError(value + " was taken");
            } catch (InvalidFieldsException refused) {
                assertEquals(
                        Map.of("avatar", List.of("is not an image")),
                        refused.details().get("errors"));
            }
        }
    }

    @Test
    void refusesWhenTooManyWait() throws Exception {
        var all = onContext(() -> {
            List<CompletableFuture<Renditions>> started = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                started.add(held.render(upload("data:;base64,AAAA")).subscribeAsCompletionStage());
            }
            return CompletableFuture.completedFuture(started);
        });

        for (var refused : all.subList(2, 5)) {
            assertEquals(ApiError.UNAVAILABLE, assertRefused(refused).refusal());
        }
        gate.countDown();
        all.get(0).get(1, TimeUnit.MINUTES);
        all.get(1).get(1, TimeUnit.MINUTES);
    }

    private void awaitGate() {
        try {
            assertTrue(gate.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ImageUpload upload(String url) {
        return Fields.read(Parameters.of(Map.of("avatar", url)), fields -> ImageUpload.read(fields, "avatar"));
    }

    private static RefusedException assertRefused(CompletableFuture<?> future) {
        try {
            future.get(1, TimeUnit.MINUTES);
            throw new AssertionError("not refused");
        } catch (ExecutionException e) {
            return (RefusedException) e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private <T> T onContext(Supplier<CompletableFuture<T>> work) throws Exception {
        return onContextLater(work).get(1, TimeUnit.MINUTES);
    }

    private <T> CompletableFuture<T> onContextLater(Supplier<CompletableFuture<T>> work) {
        var result = new CompletableFuture<T>();
        context.runOnContext(ignored -> work.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    /** One at a time, and one waiting. */
    private static ImageProcessing processing(ImageCodec codec) {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(ImageSettings.class)
                .withDefaultValues(Map.of(
                        "velvet.images.public-url", "https://velvet.example",
                        "velvet.images.replaced-stays-for", "P7D",
                        "velvet.images.uploads-count-for", "PT1H",
                        "velvet.images.threads", "1",
                        "velvet.images.waiting", "1"))
                .build()
                .getConfigMapping(ImageSettings.class);
        return new ImageProcessing(settings, codec, new SimpleMeterRegistry());
    }
}
