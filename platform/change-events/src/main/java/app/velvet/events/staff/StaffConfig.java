package app.velvet.events.staff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this service's copy of the staff. */
@ConfigMapping(prefix = "velvet.staff")
public interface StaffConfig {

    /** At build time: whether there is a copy at all; auth-service has the originals and needs none. */
    @WithDefault("true")
    boolean enabled();

    Handler handler();

    /** The most users whose access is kept in memory. */
    @WithDefault("20000")
    int rememberedUsers();

    /** How often auth-service is asked for ended sessions and deactivated users, in case Kafka is down. */
    @WithDefault("5s")
    Duration endedAccessPoll();

    interface Handler {

        /** At build time: whether {@link StaffCopyHandler} feeds the copy. */
        @WithDefault("true")
        boolean enabled();
    }
}
