package app.velvet.auth.phone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How many codes are sent. */
@ConfigMapping(prefix = "velvet.auth.phone")
public interface PhoneSettings {

    /** How many a user may ask for. */
    @WithDefault("5")
    @Min(1)
    @Max(1000)
    int codesPerUser();

    /** How many are sent to a number, whoever asks. */
    @WithDefault("5")
    @Min(1)
    @Max(1000)
    int codesPerNumber();

    /** How long a code counts for that. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration codesCountFor();
}
