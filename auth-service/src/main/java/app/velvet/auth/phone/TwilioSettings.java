package app.velvet.auth.phone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The account at Twilio. Without it no message is sent, and who asks for one is answered with 503. */
@ConfigMapping(prefix = "velvet.sms.twilio")
public interface TwilioSettings {

    @WithDefault("https://api.twilio.com")
    @Pattern(regexp = "https?://[^/]+")
    String url();

    Optional<@Pattern(regexp = "AC[0-9a-f]{32}") String> accountSid();

    Optional<String> authToken();

    /** The number that messages come from, as Twilio spells it: {@code +12025550199}. */
    Optional<String> from();

    /** How long Twilio may take to answer. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration timeout();
}
