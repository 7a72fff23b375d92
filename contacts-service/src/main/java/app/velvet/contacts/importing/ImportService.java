package app.velvet.contacts.importing;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.throttle.Limit;
import app.velvet.api.throttle.Throttle;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What users can do with imports. */
@ApplicationScoped
class ImportService {

    private final ImportRepository imports;
    private final Throttle throttle;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final ImportSettings settings;
    private final Clock clock;

    ImportService(
            ImportRepository imports,
            Throttle throttle,
            Idempotency idempotency,
            Outbox outbox,
            ImportSettings settings,
            Clock clock) {
        this.imports = imports;
        this.throttle = throttle;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Emits when the file is safely stored. Fails with {@link ImportError#TOO_MANY_IMPORTS} if the caller has too many. */
    Uni<StartedImport> start(Caller caller, CardFile file) {
        caller.require(Right.CREATE_CONTACTS);
        return idempotency.unlessAnswered(caller, () -> startUncounted(caller, file), StartedImport.class);
    }

    @WithSession
    Uni<ImportView> get(Caller caller, long id) {
        return imports.find(caller.companyId(), id, caller.userId())
                .map(found -> found.orElseThrow(() -> new RefusedException(ImportError.NOT_FOUND, id)))
                .map(ContactImport::view);
    }

    @WithTransaction
    Uni<StartedImport> startOnce(Caller caller, CardFile file, int cards) {
        return idempotency.once(caller, () -> started(caller, file, cards), StartedImport.class);
    }

    private Uni<StartedImport> startUncounted(Caller caller, CardFile file) {
        return throttle.counting(
                List.of(limit(caller)), ImportError.TOO_MANY_IMPORTS, () -> startCounted(caller, file));
    }

    private Uni<StartedImport> startCounted(Caller caller, CardFile file) {
        return FileWork.run(() -> file.count(CardReader.Bounds.of(settings), settings.cards()))
                .invoke(this::requireCards)
                .chain(cards -> startOnce(caller, file, cards));
    }

    private Uni<StartedImport> started(Caller caller, CardFile file, int cards) {
        var contactImport = new ContactImport(caller.companyId(), caller.userId(), cards, clock.instant());
        return imports.add(contactImport)
                .chain(() -> FileWork.run(file::open))
                .chain(content -> store(contactImport, content))
                .chain(() -> outbox.append(ImportChanges.of(Action.CREATE, contactImport)))
                .replaceWith(() -> StartedImport.of(contactImport));
    }

    private Uni<Void> store(ContactImport contactImport, InputStream content) {
        var number = new AtomicInteger();
        return ChunkedWork.untilDone(() -> FileWork.run(() -> content.readNBytes(StoredFile.CHUNK))
                        .call(chunk -> imports.addChunk(contactImport, number.getAndIncrement(), chunk))
                        .map(chunk -> chunk.length == StoredFile.CHUNK))
                .eventually(() -> FileWork.run(() -> {
                    content.close();
                    return null;
                }));
    }

    private void requireCards(int count) {
        if (count == 0) {
            throw new InvalidFieldsException(CardFile.FIELD, "is not a vCard file");
        }
        if (count > settings.cards()) {
            throw new InvalidFieldsException(CardFile.FIELD, "has more than " + settings.cards() + " cards");
        }
    }

    private Limit limit(Caller caller) {
        return new Limit(
                "import of " + caller.companyId() + "/" + caller.userId(),
                settings.filesPerUser(),
                settings.filesCountFor());
    }
}
