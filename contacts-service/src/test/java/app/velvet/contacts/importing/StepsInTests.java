package app.velvet.contacts.importing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.function.Consumer;

/** Lets a test do something at each step. */
@Alternative
@Priority(1)
@ApplicationScoped
class StepsInTests extends ImportSteps {

    private volatile Consumer<ImportStep> at = step -> {};

    /** As long as {@code test} runs, {@code what} is done at each step. */
    void at(Consumer<ImportStep> what, Runnable test) {
        at = what;
        try {
            test.run();
        } finally {
            at = step -> {};
        }
    }

    @Override
    void reached(ImportStep step) {
        at.accept(step);
    }
}
