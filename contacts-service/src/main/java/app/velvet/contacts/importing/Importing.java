package app.velvet.contacts.importing;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.permission.Right;
import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.token.Caller;
import app.velvet.contacts.contact.ImportedContact;
import app.velvet.contacts.contact.ImportedContacts;
import app.velvet.contacts.importing.CardBatch.ReadCard;
import app.velvet.events.Backoff;
import app.velvet.events.Trouble;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Goes on with imports, one batch of the one that waits longest after the other. Any number of replicas do so at once; what
 * one that died had taken up, another one goes on with when its lease is over.
 */
@ApplicationScoped
class Importing {

    private static final Logger LOG = Logger.getLogger(Importing.class);

    /** A batch that fails more often is tried card by card, so that none but the one that fails is left out. */
    private static final int RETRIES_TOGETHER = 2;

    private static final int MOST_RETRIES = 8;

    private final Trouble trouble = new Trouble(LOG, "Contacts are not imported now", "Contacts are imported again");
    private final ImportRepository imports;
    private final ImportProgress progress;
    private final ImportedContacts contacts;
    private final StaffMembers staff;
    private final AgroalDataSource database;
    private final ImportSettings settings;
    private final ImportSteps steps;
    private final Backoff backoff;

    Importing(
            ImportRepository imports,
            ImportProgress progress,
            ImportedContacts contacts,
            StaffMembers staff,
            AgroalDataSource database,
            ImportSettings settings,
            ImportSteps steps) {
        this.imports = imports;
        this.progress = progress;
        this.contacts = contacts;
        this.staff = staff;
        this.database = database;
        this.settings = settings;
        this.steps = steps;
        this.backoff = new Backoff(settings.firstRetry(), settings.longestRetry(), RandomGenerator.getDefault());
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> goOn() {
        return ChunkedWork.untilDone(this::goOnWithNext)
                .onFailure()
                .invoke(failure -> trouble.met(new IllegalStateException(failure)))
                .onFailure()
                .recoverWithNull();
    }

    /** Emits whether there may be more to do. */
    Uni<Boolean> goOnWithNext() {
        return imports.claim(settings.lease())
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().item(false)
                        : goOn(claimed.get()).replaceWith(true));
    }

    private Uni<Void> goOn(ClaimedImport claimed) {
        steps.reached(ImportStep.CLAIMED);
        return importer(claimed)
                .chain(importer -> goOn(claimed, importer))
                .invoke(() -> steps.reached(ImportStep.COMMITTED))
                .invoke(trouble::over)
                .onFailure()
                .recoverWithUni(failure -> postpone(claimed, failure));
    }

    /** Whoever may not come in any more, or create no contacts, imports none either. */
    private Uni<Void> goOn(ClaimedImport claimed, Optional<Caller> importer) {
        if (importer.isEmpty()) {
            return progress.stop(claimed, "User has been deactivated");
        }
        return importer.get().may(Right.CREATE_CONTACTS)
                ? importNext(claimed, importer.get())
                : progress.stop(claimed, ApiError.NOT_PERMITTED.message());
    }

    private Uni<Void> importNext(ClaimedImport claimed, Caller importer) {
        return FileWork.run(() -> read(claimed))
                .chain(batch -> storeAvatars(claimed.companyId(), batch)
                        .invoke(() -> steps.reached(ImportStep.AVATARS_STORED))
                        .chain(avatars ->
                                contacts.unlessOvertaken(() -> progress.advance(claimed, importer, batch, avatars))));
    }

    private CardBatch read(ClaimedImport claimed) throws IOException {
        int most = claimed.isOneByOne() ? 1 : settings.batch();
        try (var file = new StoredFile(database, claimed.companyId(), claimed.id(), claimed.position())) {
            var reader = new CardReader(file, claimed.position(), CardReader.Bounds.of(settings));
            var batch = CardBatch.read(reader, most, claimed.position());
            steps.reached(ImportStep.READ);
            return batch;
        }
    }

    /** One after the other: whoever uploads a picture meanwhile finds room for it. */
    private Uni<List<FieldPatch<String>>> storeAvatars(long companyId, CardBatch batch) {
        return Multi.createFrom()
                .iterable(batch.cards())
                .onItem()
                .transformToUniAndConcatenate(card -> storeAvatar(companyId, card))
                .collect()
                .asList();
    }

    private Uni<FieldPatch<String>> storeAvatar(long companyId, ReadCard card) {
        return card.contact() == null || !card.contact().hasAvatar()
                ? Uni.createFrom().item(FieldPatch.absent())
                : storeAvatarOfNew(companyId, card.contact());
    }

    /** The photo of one who is skipped need not be worked on. */
    private Uni<FieldPatch<String>> storeAvatarOfNew(long companyId, ImportedContact contact) {
        return contacts.isKnown(companyId, contact)
                .chain(known ->
                        known ? Uni.createFrom().item(FieldPatch.absent()) : contacts.storeAvatar(companyId, contact));
    }

    /** As this service knows him now; empty if he may not come in any more. */
    private Uni<Optional<Caller>> importer(ClaimedImport claimed) {
        return staff.find(claimed.companyId(), List.of(claimed.userId()))
                .map(members -> members.stream()
                        .filter(StaffMember::active)
                        .map(Importing::caller)
                        .findFirst());
    }

    private static Caller caller(StaffMember member) {
        return new Caller(
                member.companyId(),
                member.id(),
                0,
                "",
                member.name(),
                member.promoter(),
                member.homeVenueId(),
                member.permissions(),
                Instant.MAX);
    }

    /** For longer with each try. */
    private Uni<Void> postpone(ClaimedImport claimed, Throwable failure) {
        trouble.met(new IllegalStateException(failure));
        if (claimed.retries() >= MOST_RETRIES && !isOutage(failure)) {
            LOG.errorf(
                    failure, "A card cannot be imported companyId=%d importId=%d", claimed.companyId(), claimed.id());
            return leaveOut(claimed);
        }
        int alone = claimed.retries() >= RETRIES_TOGETHER ? settings.batch() : 0;
        return imports.postpone(claimed, backoff.after(claimed.retries() + 1, Duration.ZERO), alone);
    }

    private Uni<Void> leaveOut(ClaimedImport claimed) {
        return FileWork.run(() -> read(claimed))
                .map(batch -> new CardBatch(List.of(new ReadCard(null, "cannot be imported")), batch.end()))
                .chain(batch -> importer(claimed)
                        .chain(importer -> progress.advance(
                                claimed, importer.orElseThrow(), batch, List.of(FieldPatch.absent()))));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof RefusedException refused && refused.refusal() == ApiError.UNAVAILABLE;
    }
}
