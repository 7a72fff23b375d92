package app.velvet.contacts.importing;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.token.Caller;
import app.velvet.contacts.contact.ImportedContacts;
import app.velvet.contacts.contact.ImportedContacts.Newcomer;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes an import further. A batch's contacts and the position behind it commit together, and only for the one whose lease
 * the import is: no card is lost or imported twice, whoever dies, or believes to be alone at it.
 */
@ApplicationScoped
class ImportProgress {

    private final ImportRepository imports;
    private final ImportedContacts contacts;
    private final ImportSteps steps;
    private final Outbox outbox;
    private final Clock clock;

    ImportProgress(ImportRepository imports, ImportedContacts contacts, ImportSteps steps, Outbox outbox, Clock clock) {
        this.imports = imports;
        this.contacts = contacts;
        this.steps = steps;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param avatars of the batch's cards, as they were stored */
    @WithTransaction
    Uni<Void> advance(ClaimedImport claimed, Caller importer, CardBatch batch, List<FieldPatch<String>> avatars) {
        return imports.findForUpdate(claimed)
                .chain(found ->
                        found.isEmpty() ? Uni.createFrom().voidItem() : advance(found.get(), importer, batch, avatars));
    }

    /** Ends the import before its file does. */
    @WithTransaction
    Uni<Void> stop(ClaimedImport claimed, String reason) {
        return imports.findForUpdate(claimed)
                .invoke(found -> found.ifPresent(contactImport -> contactImport.fail(reason, clock.instant())))
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : store(found.get(), List.of()));
    }

    private Uni<Void> advance(
            ContactImport contactImport, Caller importer, CardBatch batch, List<FieldPatch<String>> avatars) {
        return contacts.add(importer, newcomers(batch, avatars))
                .invoke(added -> count(contactImport, batch, added.iterator()))
                .invoke(() -> contactImport.doneUpTo(batch.end(), batch.cards().size(), clock.instant()))
                .invoke(() -> steps.reached(ImportStep.CONTACTS_ADDED))
                .chain(added -> store(
                        contactImport, added.stream().flatMap(List::stream).toList()));
    }

    private static List<Newcomer> newcomers(CardBatch batch, List<FieldPatch<String>> avatars) {
        return IntStream.range(0, batch.cards().size())
                .filter(place -> batch.cards().get(place).isUsable())
                .mapToObj(place -> new Newcomer(batch.cards().get(place).contact(), avatars.get(place)))
                .toList();
    }

    private static void count(ContactImport contactImport, CardBatch batch, Iterator<List<ChangeEvent>> added) {
        for (var card : batch.cards()) {
            contactImport.count(card.isUsable() ? outcome(added.next()) : CardOutcome.failed(card.problem()));
        }
    }

    private static CardOutcome outcome(List<ChangeEvent> changes) {
        return changes.isEmpty() ? CardOutcome.SKIPPED : CardOutcome.IMPORTED;
    }

    private Uni<Void> store(ContactImport contactImport, List<ChangeEvent> ofContacts) {
        var changes = new ArrayList<>(ofContacts);
        changes.add(ImportChanges.of(Action.UPDATE, contactImport));
        return (contactImport.isOver()
                        ? imports.removeFile(contactImport)
                        : Uni.createFrom().voidItem())
                .chain(() -> outbox.append(changes));
    }
}
