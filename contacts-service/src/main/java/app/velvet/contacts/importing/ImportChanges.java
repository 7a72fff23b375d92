package app.velvet.contacts.importing;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;

/** Imports as they are published: to nobody but the one who began them. */
final class ImportChanges {

    static final String CLASS_NAME = "ContactImport";

    private ImportChanges() {}

    static ChangeEvent of(Action action, ContactImport contactImport) {
        var view = contactImport.view();
        return new ChangeEvent(
                contactImport.companyId(),
                CLASS_NAME,
                view.id(),
                action,
                action == Action.DESTROY ? null : view,
                contactImport.audience(),
                view.userId());
    }
}
