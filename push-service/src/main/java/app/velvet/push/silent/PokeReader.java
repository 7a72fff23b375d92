package app.velvet.push.silent;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads what sync-service publishes of the feeds. */
final class PokeReader {

    private static final Logger LOG = Logger.getLogger(PokeReader.class);

    private final ObjectMapper mapper;
    private final Clock clock;
    private final Duration expiry;

    /** @param expiry a poke older than that wakes nobody any more */
    PokeReader(ObjectMapper mapper, Clock clock, Duration expiry) {
        this.mapper = mapper;
        this.clock = clock;
        this.expiry = expiry;
    }

    @RegisterForReflection
    private record FeedAdvanced(
            @JsonProperty("company_id") Long companyId,
            @JsonProperty("audience_keys") List<String> audienceKeys,
            @JsonProperty("session_id") Long sessionId,
            @JsonProperty("watermark") String watermark) {

        Poke poke() {
            return new Poke(companyId, List.copyOf(audienceKeys), sessionId, Instant.parse(watermark));
        }
    }

    /** Empty if it is too old, or unreadable, which is logged: a later one brings what it would have brought. */
    Optional<Poke> read(byte[] value) {
        try {
            var poke = mapper.readValue(value, FeedAdvanced.class).poke();
            return Optional.of(poke)
                    .filter(known -> known.watermark().isAfter(clock.instant().minus(expiry)));
        } catch (IOException | DateTimeException | NullPointerException unreadable) {
            LOG.warnf("What came on %s is no advance of a feed", FollowingFeed.TOPIC);
            return Optional.empty();
        }
    }
}
