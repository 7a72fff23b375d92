package app.velvet.contacts.importing;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.token.Caller;
import app.velvet.contacts.contact.ImportedContacts;
import app.velvet.contacts.importing.CardBatch.ReadCard;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

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
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : store(found.get(), new ArrayList<>()));
    }

    private Uni<Void> advance(
            ContactImport contactImport, Caller importer, CardBatch batch, List<FieldPatch<String>> avatars) {
        var changes = new ArrayList<ChangeEvent>();
        return Multi.createFrom()
                .range(0, batch.cards().size())
                .onItem()
                .transformToUniAndConcatenate(i -> add(importer, batch.cards().get(i), avatars.get(i), changes))
                .invoke(contactImport::count)
                .collect()
                .last()
                .invoke(() -> contactImport.doneUpTo(batch.end(), batch.cards().size(), clock.instant()))
                .invoke(() -> steps.reached(ImportStep.CONTACTS_ADDED))
                .chain(() -> store(contactImport, changes));
    }

    private Uni<CardOutcome> add(Caller importer, ReadCard card, FieldPatch<String> avatar, List<ChangeEvent> changes) {
        if (card.contact() == null) {
            return Uni.createFrom().item(CardOutcome.failed(card.problem()));
        }
        return contacts.add(importer, card.contact(), avatar)
                .invoke(changes::addAll)
                .map(added -> added.isEmpty() ? CardOutcome.SKIPPED : CardOutcome.IMPORTED);
    }

    private Uni<Void> store(ContactImport contactImport, List<ChangeEvent> changes) {
        changes.add(ImportChanges.of(Action.UPDATE, contactImport));
        return (contactImport.isOver()
                        ? imports.removeFile(contactImport)
                        : Uni.createFrom().voidItem())
                .chain(() -> outbox.append(changes));
    }
}
