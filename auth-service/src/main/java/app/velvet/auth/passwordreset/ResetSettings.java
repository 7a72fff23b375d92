package app.velvet.auth.passwordreset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How passwords are reset. The mail server is Quarkus' ({@code quarkus.mailer.…}). */
@ConfigMapping(prefix = "velvet.auth.reset")
public interface ResetSettings {

    /** Who the mails are from, e.g. {@code Velvet <no-reply@velvet.example>}. Without it none is sent: they wait. */
    Optional<String> from();

    /** Where a link in the mail leads to, which adds {@code reset_token}. Without it the mail holds the token itself. */
    Optional<@Pattern(regexp = "https?://.+") String> url();

    /** How many mails an account is sent before further requests send none. */
    @WithDefault("3")
    @Min(1)
    @Max(1000)
    int requestsPerAccount();

    /** How many requests count until an address is refused further ones. */
    @WithDefault("20")
    @Min(1)
    @Max(100000)
    int requestsPerAddress();

    /** How long a request counts. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration requestsCountFor();

    /** How long the mail server may take for one mail. */
    @WithDefault("20s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration sendTimeout();

    /** How long after a failure a mail is tried again; each further time twice as long. */
    @WithDefault("5s")
    @DurationMin(millis = 1)
    @DurationMax(hours = 1)
    Duration firstRetry();

    /** The most that is waited between two tries. */
    @WithDefault("5m")
    @DurationMin(millis = 1)
    @DurationMax(hours = 1)
    Duration longestRetry();
}
