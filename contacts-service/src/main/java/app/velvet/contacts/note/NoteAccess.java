package app.velvet.contacts.note;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Caller;
import java.util.stream.Stream;

/** What one caller may see of notes and do with them. */
record NoteAccess(Caller caller) {

    long companyId() {
        return caller.companyId();
    }

    /** The things of this kind whose notes he may read. */
    Scopes reading(NoteSubject subject) {
        return caller.reach(subject.reading());
    }

    boolean mayRead(NoteSubject subject, NotedThing thing) {
        return caller.may(subject.reading(), thing.audience());
    }

    boolean mayRead(Note note) {
        return caller.may(note.about().subject().reading(), note.audience());
    }

    boolean mayChange(Note note) {
        return note.userId() == caller.userId() || managesSubject(note);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no note that he could read */
    void requireReading() {
        if (Stream.of(NoteSubject.values()).noneMatch(subject -> caller.may(subject.reading()))) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no such thing that he could read */
    void requireReading(NoteSubject subject) {
        caller.require(subject.reading());
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireChanging(Note note) {
        require(mayChange(note));
    }

    /**
     * To say that somebody else wrote it is not for its author: being that gives nobody the thing that it is about.
     *
     * @throws RefusedException {@link ApiError#NOT_PERMITTED}
     */
    void requireAttributing(NoteSubject subject, NotedThing thing) {
        caller.require(subject.changing(), thing.audience());
    }

    /** The note as he sees it. */
    NoteView view(Note note) {
        return NoteView.of(note, mayChange(note));
    }

    private boolean managesSubject(Note note) {
        return caller.may(note.about().subject().changing(), note.audience());
    }

    private static void require(boolean permitted) {
        if (!permitted) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
