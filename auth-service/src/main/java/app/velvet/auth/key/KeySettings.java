package app.velvet.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the keys are that sign tokens. */
@ConfigMapping(prefix = "velvet.auth.keys")
public interface KeySettings {

    /** The directory of the keys, the same for all replicas; see {@link SigningKey} for its files. */
    Path directory();

    /** Whether to make a key where there is none yet. */
    @WithDefault("false")
    boolean generate();
}
