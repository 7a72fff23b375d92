package app.velvet.api.image;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** The object storage where images are, if {@link ImageSettings#store} says so. */
@ConfigMapping(prefix = "velvet.images.s3")
public interface S3Settings {

    /** There already. */
    Optional<String> bucket();

    Optional<String> region();

    /** Where the storage is, unless it is Amazon's. */
    Optional<URI> endpoint();

    /** Whether the bucket stands in the path of its URL instead of the host's name. */
    @WithDefault("false")
    boolean pathStyle();

    /** With its secret; without both, credentials are found where Amazon's tools look for them. */
    Optional<String> accessKey();

    Optional<String> secretKey();
}
