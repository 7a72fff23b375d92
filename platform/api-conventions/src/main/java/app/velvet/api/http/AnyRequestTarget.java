package app.velvet.api.http;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Lets requests in whose target {@link java.net.URI} does not like, such as {@code ?name=a|b} from a client that does not
 * percent-encode. Quarkus would answer them with a bare 400 before any of our filters sees them; those read what can be
 * read and refuse the rest in the form of every error.
 *
 * <p>The switch is a system property that Quarkus reads when its HTTP layer is loaded. The configuration is loaded before
 * that, and nothing else of ours is.
 */
@StaticInitSafe
public class AnyRequestTarget implements SmallRyeConfigBuilderCustomizer {

    private static final String SWITCH = "vertx.disableURIValidation";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (System.getProperty(SWITCH) == null) {
            System.setProperty(SWITCH, "true");
        }
    }
}
