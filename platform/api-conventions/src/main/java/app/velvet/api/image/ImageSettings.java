package app.velvet.api.image;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the images are kept that users upload. */
@ConfigMapping(prefix = "velvet.images")
public interface ImageSettings {

    /** Where they are stored. */
    @WithDefault("folder")
    Store store();

    /** The directory of the folder store, the same for all replicas. */
    Optional<Path> directory();

    /**
     * The gateway's address as clients see it; images are found under it. Needed where there are images. Apps that know an
     * image hear of another address only when what the image is of is published anew.
     */
    Optional<URI> publicUrl();

    /**
     * How many images are decoded and encoded at once. Each takes a processor, of the heap twice its file and up to 100 MB, and
     * up to 30 MB beside the heap. Of those that take more one is decoded at a time: a large WebP takes up to a third of the heap
     * (and is refused if it would take more), a JPEG in several scans (as progressive ones are) up to 400 MB beside it.
     */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int threads();

    /** How many may wait for their turn before further ones are refused. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int waiting();

    /** How long an image stays after it was replaced: apps show it until they hear of the new one. */
    @WithDefault("7d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 366)
    Duration replacedStaysFor();

    /** How many a user may upload, whatever they are of. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int uploadsPerUser();

    /** How long an upload counts for that. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration uploadsCountFor();

    /** Where images can be stored. */
    enum Store {
        FOLDER,
        S3
    }
}
