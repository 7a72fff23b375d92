package app.velvet.api.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.error.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class ServiceTokensTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-05-01T20:00:00Z"), ZoneOffset.UTC);

    private final EllipticCurveJsonWebKey key = SampleKeys.newKey("shared");
    private final ServiceTokens venues = tokens("venues-service", NOW, key);
    private final ServiceTokens contacts = tokens("contacts-service", NOW, key);

    @Test
    void calledServiceLearnsWhoCalls() {
        assertEquals("venues-service", contacts.verify(venues.issue("contacts-service")));
    }

    @Test
    void tokenForAnotherServiceIsRefused() {
        assertRefused(contacts, venues.issue("auth-service"));
    }

    @Test
    void tokenIsGoodForAMinute() {
        var token = venues.issue("contacts-service");

        assertEquals("venues-service", later(Duration.ofSeconds(59)).verify(token));
        assertRefused(later(Duration.ofSeconds(75)), token);
    }

    @Test
    void tokenIsHandedOutForHalfItsLife() {
        var clock = new SettableClock(NOW.instant());
        var caller = new ServiceTokens("venues-service", new ServiceKeys(List.of(key)), clock);
        var first = caller.issue("contacts-service");

        clock.set(NOW.instant().plusSeconds(29));
        assertEquals(first, caller.issue("contacts-service"));
        assertNotEquals(first, caller.issue("auth-service"));
        clock.set(NOW.instant().plusSeconds(30));
        var second = caller.issue("contacts-service");
        assertNotEquals(first, second);
        assertEquals("venues-service", later(Duration.ofSeconds(89)).verify(second));
    }

    @Test
    void strangersTokenIsRefused() {
        assertRefused(
                contacts,
                tokens("venues-service", NOW, SampleKeys.newKey("shared")).issue("contacts-service"));
        assertRefused(
                contacts,
                tokens("venues-service", NOW, SampleKeys.newKey("own")).issue("contacts-service"));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (var token : new String[] {null, "", "garbage", "a.b.c", "e30.e30.", "e30.e30.e30"}) {
            assertRefused(contacts, token);
        }
    }

    @Test
    void serviceWithoutKeyNeitherIssuesNorTrusts() {
        var keyless = new ServiceTokens("contacts-service", new ServiceKeys(List.of()), NOW);

        assertThrows(IllegalStateException.class, () -> keyless.issue("auth-service"));
        assertRefused(keyless, venues.issue("contacts-service"));
    }

    @Test
    void keyFileIsAJwkOrASetOfThem() throws Exception {
        var folder = newFolder();
        var single = Files.writeString(folder.resolve("key.json"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        var set = Files.writeString(
                folder.resolve("keys.json"),
                new JsonWebKeySet(publicPart(key), SampleKeys.newKey("own"))
                        .toJson(OutputControlLevel.INCLUDE_PRIVATE));

        var one = new ServiceTokens("one", new ServiceKeys(Optional.of(single)), NOW);
        var other = new ServiceTokens("other", new ServiceKeys(Optional.of(set)), NOW);

        assertEquals("one", other.verify(one.issue("other")));
        assertRefused(one, other.issue("one"));
    }

    @Test
    void unreadableKeyFileStopsTheStartWithoutShowingIt() throws Exception {
        var file = Files.writeString(newFolder().resolve("key.pem"), "a secret");

        var failure = assertThrows(IllegalArgumentException.class, () -> new ServiceKeys(Optional.of(file)));

        assertEquals("velvet.internal.key-file is neither a JWK nor a JWK set: " + file, failure.getMessage());
    }

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory(Path.of("target"), "service-keys");
    }

    private static JsonWebKey publicPart(EllipticCurveJsonWebKey key) throws JoseException {
        return JsonWebKey.Factory.newJwk(key.toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private ServiceTokens later(Duration time) {
        return tokens("contacts-service", Clock.offset(NOW, time), key);
    }

    private static ServiceTokens tokens(String service, Clock clock, EllipticCurveJsonWebKey key) {
        return new ServiceTokens(service, new ServiceKeys(List.of(key)), clock);
    }

    private static void assertRefused(ServiceTokens called, String token) {
        var refused = assertThrows(RefusedException.class, () -> called.verify(token));
        assertEquals(TokenError.SERVICE_TOKEN_REQUIRED, refused.refusal());
    }
}
