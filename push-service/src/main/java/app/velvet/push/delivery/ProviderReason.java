package app.velvet.push.delivery;

/**
 * Why a provider does not accept a push. Each provider has one table of these, and nothing else decides whether a push is
 * tried again, given up, or takes its device along.
 */
public interface ProviderReason {

    /** The HTTP status that it comes with. */
    int status();

    /** As the provider spells it. */
    String text();

    Meaning meaning();
}
