package app.velvet.contacts.importing;

import app.velvet.api.work.OffEventLoop;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is done with a file. */
final class FileWork {

    private FileWork() {}

    interface Work<T> {
        T run() throws IOException;
    }

    /** See {@link OffEventLoop#run}. */
    static <T> Uni<T> run(Work<T> work) {
        return OffEventLoop.run(() -> unchecked(work));
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
