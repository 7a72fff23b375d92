package app.velvet.contacts.importing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How address books are imported. */
@ConfigMapping(prefix = "velvet.contacts.import")
public interface ImportSettings {

    /** How many files a user may upload. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int filesPerUser();

    /** How long a file counts for that. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration filesCountFor();

    /** The most cards in a file. */
    @WithDefault("50000")
    @Min(1)
    @Max(500_000)
    int cards();

    /** The most that a card may say beside its photo. Parsing takes up to a hundred times as much memory. */
    @WithDefault("128")
    @Min(1)
    @Max(1024)
    int largestCardKib();

    /** The largest photo, as it stands in the file; a contact gets none from a larger one. */
    @WithDefault("5120")
    @Min(1)
    @Max(20 * 1024)
    int largestPhotoKib();

    /** How many cards are imported in one transaction. */
    @WithDefault("50")
    @Min(1)
    @Max(500)
    int batch();

    /** When another replica goes on with what a dead one had taken up; longer than a batch with its photos takes. */
    @WithDefault("2m")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lease();

    /** How long after a failure it is tried again; each further time twice as long. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration firstRetry();

    /** The most that is waited between two tries. */
    @WithDefault("1m")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration longestRetry();

    /** How long an import is known after it has ended. */
    @WithDefault("90d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3660)
    Duration keptFor();
}
