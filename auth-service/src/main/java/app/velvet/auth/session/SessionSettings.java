package app.velvet.auth.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How users sign in. */
@ConfigMapping(prefix = "velvet.auth.sign-in")
public interface SessionSettings {

    /** How long a token is good: the old apps never refresh theirs. */
    @WithDefault("90d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 366)
    Duration tokenLifetime();

    /** How many sessions a user has at most: when another one begins, his oldest one ends. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int sessionsPerUser();

    /** How many failures count until an account is closed to an address. */
    @WithDefault("5")
    @Min(1)
    @Max(1000)
    int failuresPerAccount();

    /** How many failures, for whatever accounts, count until sign-in is closed to an address. */
    @WithDefault("200")
    @Min(1)
    @Max(100000)
    int failuresPerAddress();

    /** How long a failure counts. */
    @WithDefault("15m")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration failuresCountFor();

    /**
     * The gateways, as CIDR blocks: of a request from there the last entry of {@code X-Forwarded-For} is the address it came
     * from. From elsewhere that header is the client's own and says nothing.
     */
    Optional<List<String>> gateways();
}
