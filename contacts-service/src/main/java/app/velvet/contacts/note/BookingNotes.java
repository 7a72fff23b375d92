package app.velvet.contacts.note;

import app.velvet.contacts.command.CarriedOutCommands;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Notes that users write where they book. The service that has the booking knows that they may, and who may see it. */
@ApplicationScoped
class BookingNotes {

    private final NoteRepository notes;
    private final NotedThings things;
    private final CarriedOutCommands commands;
    private final Outbox outbox;
    private final Clock clock;

    BookingNotes(NoteRepository notes, NotedThings things, CarriedOutCommands commands, Outbox outbox, Clock clock) {
        this.notes = notes;
        this.things = things;
        this.commands = commands;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Emits the note, which somebody can have removed since the command was carried out first. */
    @WithTransaction
    Uni<Optional<NoteView>> write(BookingNote wanted) {
        return commands.once(wanted.companyId(), () -> written(wanted))
                .chain(id -> notes.find(wanted.companyId(), id.orElseThrow()))
                .map(found -> found.map(NoteView::of));
    }

    private Uni<Optional<Long>> written(BookingNote wanted) {
        var note = new Note(wanted.companyId(), wanted.userId(), wanted.text(), clock.instant());
        note.moveTo(wanted.about());
        return things.hold(wanted.companyId(), List.of(wanted.about()))
                .invoke(held -> note.follow(held.getOrDefault(wanted.about(), wanted)))
                .chain(() -> notes.add(note))
                .chain(() -> outbox.append(NoteChanges.created(note, note.userId())))
                .map(done -> Optional.of(note.id()));
    }
}
