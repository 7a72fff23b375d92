package app.velvet.contacts.importing;

import app.velvet.contacts.importing.ImportView.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;

/** Why cards of an import failed, the first of them. A record, since of JSON only objects can be stored reactively. */
@RegisterForReflection
record Reasons(List<Reason> first) {

    static final Reasons NONE = new Reasons(List.of());

    /** As many cards have their reasons kept. */
    static final int MOST = 100;

    /** Why the import itself failed is always kept. */
    Reasons with(Reason reason) {
        if (first.size() >= MOST && reason.card() != null) {
            return this;
        }
        var more = new ArrayList<>(first);
        more.add(reason);
        return new Reasons(List.copyOf(more));
    }
}
