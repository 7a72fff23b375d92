package app.velvet.api.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.testing.Postgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Postgres.class)
class CopiedVerificationKeysTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final EllipticCurveJsonWebKey first = SampleKeys.newKey("first");
    private final EllipticCurveJsonWebKey second = SampleKeys.newKey("second");

    @Inject
    Vertx vertx;

    @Inject
    Pool database;

    private KeyServer auth;
    private CopiedVerificationKeys keys;

    @BeforeEach
    void startWithoutKeys() {
        auth = new KeyServer();
        database.query("delete from verification_key").execute().await().atMost(SOON);
        keys = start();
    }

    @AfterEach
    void stop() {
        auth.stop();
    }

    @Test
    void refreshBringsTheKeysThatAuthServicePublishes() {
        auth.publish(first, second);

        refresh();

        assertEquals(Optional.of(first.getPublicKey()), keys.known("first"));
        assertEquals(Optional.of(second.getPublicKey()), keys.known("second"));
        assertEquals(Optional.empty(), keys.known("third"));
    }

    @Test
    void restartNeedsNoAuthService() {
        auth.publish(first);
        refresh();
        auth.stop();

        var restarted = start();

        assertEquals(Optional.of(first.getPublicKey()), restarted.known("first"));
    }

    @Test
    void withdrawnKeyIsForgottenForGood() {
        auth.publish(first, second);
        refresh();

        auth.publish(second);
        afterGap().refresh().await().atMost(SOON);

        assertEquals(Optional.empty(), keys.known("first"));
        assertEquals(Optional.empty(), start().known("first"));
        assertEquals(Optional.of(second.getPublicKey()), start().known("second"));
    }

    @Test
    void newKeyIsUsableWithoutWaitingForTheNextRefresh() {
        auth.publish(first);
        refresh();
        auth.publish(first, second);

        assertEquals(Optional.of(second.getPublicKey()), find("second"));
    }

    @Test
    void madeUpKeyIdIsAnsweredInTime() {
        auth.publish(first);
        refresh();
        var began = System.nanoTime();

        assertEquals(Optional.empty(), find("made-up"));

        assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(3)) < 0);
    }

    @Test
    void manyMadeUpKeyIdsAreFewCalls() {
        auth.publish(first);
        refresh();
        var before = auth.timesAsked();

        var found = Uni.join()
                .all(IntStream.range(0, 500)
                        .mapToObj(number -> keys.find("made-up " + number))
                        .toList())
                .andFailFast()
                .await()
                .atMost(SOON);

        assertTrue(found.stream().allMatch(Optional::isEmpty));
        assertTrue(auth.timesAsked() - before <= 3, () -> auth.timesAsked() + " calls");
    }

    @Test
    void knownKeyCallsNobody() {
        auth.publish(first);
        refresh();
        var before = auth.timesAsked();

        assertEquals(Optional.of(first.getPublicKey()), find("first"));

        assertEquals(before, auth.timesAsked());
    }

    @Test
    void authServiceThatIsDownLeavesTheCopyAsItIs() {
        auth.publish(first);
        refresh();
        auth.stop();

        afterGap().refresh().await().atMost(SOON);

        assertEquals(Optional.of(first.getPublicKey()), find("first"));
        assertEquals(Optional.empty(), find("second"));
    }

    @Test
    void nonsenseLeavesTheCopyAsItIs() {
        auth.publish(first);
        refresh();
        for (var nonsense :
                new String[] {"", "[]", "{}", "{\"keys\": []}", "{\"keys\": [{\"kty\": \"EC\"}]}", "<html>"}) {
            auth.answer(nonsense);

            afterGap().refresh().await().atMost(SOON);

            assertEquals(Optional.of(first.getPublicKey()), keys.known("first"), nonsense);
        }
    }

    @Test
    void nothingCanBeJudgedWithoutAnyKey() {
        var refused = assertThrows(RefusedException.class, () -> find("first"));

        assertEquals(ApiError.UNAVAILABLE, refused.refusal());
        assertFalse(keys.known("first").isPresent());
    }

    private void refresh() {
        keys.refresh().await().atMost(SOON);
    }

    /** The same keys, at a time when a refresh is due again. */
    private CopiedVerificationKeys afterGap() {
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(CopiedVerificationKeys.GAP)
                .await()
                .atMost(SOON);
        return keys;
    }

    private Optional<PublicKey> find(String keyId) {
        return keys.find(keyId).await().atMost(SOON);
    }

    private CopiedVerificationKeys start() {
        var settings = new Settings(auth.url());
        var started = new CopiedVerificationKeys(
                settings, new KeySetDownload(settings, vertx), new VerificationKeyRepository(database));
        started.start(null);
        return started;
    }

    private record Settings(URI url) implements TokenSettings {

        @Override
        public Optional<URI> jwksUrl() {
            return Optional.of(url);
        }

        @Override
        public Duration refreshInterval() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int remembered() {
            return 100;
        }
    }
}
