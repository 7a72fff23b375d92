package app.velvet.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What a password's hash costs, and how many are computed at once. The default cost is the first choice of the <a
 * href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP Password Storage Cheat
 * Sheet</a>.
 */
@ConfigMapping(prefix = "velvet.auth.password")
public interface PasswordSettings {

    /** Memory of one hash, in KiB. */
    @WithDefault("19456")
    @Min(7168)
    @Max(1048576)
    int memoryKib();

    @WithDefault("2")
    @Min(1)
    @Max(64)
    int iterations();

    /** How many hashes are computed at once; each takes a processor and its memory meanwhile. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int threads();

    /** How many may wait for their turn before further ones are refused. */
    @WithDefault("100")
    @Min(1)
    @Max(10000)
    int waiting();
}
