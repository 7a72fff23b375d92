package app.velvet.auth.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How many pictures are taken from users. */
@ConfigMapping(prefix = "velvet.auth.avatar")
public interface AvatarSettings {

    /** How many a user may upload, whoever they are of. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int uploadsPerUser();

    /** How long an upload counts for that. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration uploadsCountFor();
}
