package app.velvet.contacts.importing;

import jakarta.enterprise.context.ApplicationScoped;

/** Told of each step. */
@ApplicationScoped
class ImportSteps {

    void reached(ImportStep step) {}
}
