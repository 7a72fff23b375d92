package app.velvet.sync.feed;

import app.velvet.api.permission.KeySpace;
import app.velvet.api.permission.Right;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a note can be about; it is seen by who may read that, and edited by its author and who may manage that. */
enum NoteSubject {
    CONTACT("contact_id", KeySpace.CONTACT, Right.CHANGE_CONTACTS),
    GUESTLIST("guestlist_id", KeySpace.GUESTLIST, Right.CHANGE_GUESTLISTS),
    RESERVATION("reservation_id", KeySpace.RESERVATION, Right.CHANGE_RESERVATIONS),
    TASK("task_id", KeySpace.TASK, Right.CHANGE_TASKS);

    private final String idField;
    private final KeySpace keySpace;
    private final Grant editing;

    NoteSubject(String idField, KeySpace keySpace, Right changing) {
        this.idField = idField;
        this.keySpace = keySpace;
        this.editing = new Grant(changing);
    }

    /** Finds it by the one id that the note has; empty if it has none or several. */
    static Optional<NoteSubject> of(JsonNode note) {
        var subjects = Arrays.stream(values())
                .filter(subject -> note.hasNonNull(subject.idField))
                .toList();
        return subjects.size() == 1 ? Optional.of(subjects.get(0)) : Optional.empty();
    }

    KeySpace keySpace() {
        return keySpace;
    }

    Grant editing() {
        return editing;
    }

    static Set<KeySpace> keySpaces() {
        return Arrays.stream(values()).map(NoteSubject::keySpace).collect(Collectors.toUnmodifiableSet());
    }

    static Set<Grant> grants() {
        return Arrays.stream(values()).map(NoteSubject::editing).collect(Collectors.toUnmodifiableSet());
    }
}
