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

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Every refresh is due. */
    private static final Duration NO_GAP = Duration.ofNanos(1);

    private static final Duration LONG = Duration.ofHours(1);

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
        keys = start(NO_GAP, LONG);
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

        var restarted = start(NO_GAP, LONG);

        assertEquals(Optional.of(first.getPublicKey()), find(restarted, "first"));
    }

    @Test
    void withdrawnKeyIsForgottenForGood() {
        auth.publish(first, second);
        refresh();

        auth.publish(second);
        refresh();

        assertEquals(Optional.empty(), keys.known("first"));
        assertEquals(Optional.empty(), stored("first"));
        assertEquals(Optional.of(second.getPublicKey()), stored("second"));
    }

    @Test
    void keyThatCouldNotBeStoredIsUsedAndStoredLater() {
        auth.publish(first);
        refresh();
        execute("alter table verification_key rename to verification_key_elsewhere");
        try {
            auth.publish(first, second);
            refresh();
            assertEquals(Optional.of(second.getPublicKey()), keys.known("second"));
        } finally {
            execute("alter table verification_key_elsewhere rename to verification_key");
        }
        assertEquals(Optional.empty(), stored("second"));

        refresh();

        assertEquals(Optional.of(second.getPublicKey()), stored("second"));
    }

    @Test
    void newKeyIsUsableWithoutWaitingForTheNextRefresh() {
        auth.publish(first);
        refresh();
        auth.publish(first, second);

        assertEquals(Optional.of(second.getPublicKey()), find("second"));
    }

    @Test
    void madeUpKeyIdIsAnsweredThoughAuthServiceDoesNotAnswer() {
        auth.publish(first);
        refresh();
        auth.hang();

        assertEquals(Optional.empty(), find(start(NO_GAP, Duration.ofMillis(50)), "made-up"));
    }

    @Test
    void manyMadeUpKeyIdsWithinTheGapAreOneCall() {
        auth.publish(first);
        var patient = start(LONG, Duration.ofMillis(200));

        var found = Uni.join()
                .all(IntStream.range(0, 500)
                        .mapToObj(number -> patient.find("made-up " + number))
                        .toList())
                .andFailFast()
                .await()
                .atMost(SOON);

        assertTrue(found.stream().allMatch(Optional::isEmpty));
        assertEquals(1, auth.timesAsked());
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

        refresh();

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

            refresh();

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

    private Optional<PublicKey> stored(String keyId) {
        return new VerificationKeyRepository(database)
                .find()
                .await()
                .atMost(SOON)
                .find(keyId);
    }

    private void execute(String statement) {
        database.query(statement).execute().await().atMost(SOON);
    }

    private Optional<PublicKey> find(String keyId) {
        return find(keys, keyId);
    }

    private static Optional<PublicKey> find(CopiedVerificationKeys among, String keyId) {
        return among.find(keyId).await().atMost(SOON);
    }

    private CopiedVerificationKeys start(Duration gap, Duration patience) {
        var settings = new Settings(auth.url());
        return new CopiedVerificationKeys(
                settings, new KeySetDownload(settings, vertx), new VerificationKeyRepository(database), gap, patience);
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
