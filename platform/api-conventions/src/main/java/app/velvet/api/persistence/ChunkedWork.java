package app.velvet.api.persistence;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Work that is too large for one transaction and is done in chunks, each a transaction of its own. */
public final class ChunkedWork {

    private ChunkedWork() {}

    /**
     * Does one chunk after the other.
     *
     * @param chunk emits whether there may be more to do
     * @return emits when there is no more; fails as the first chunk that fails, those before it are done
     */
    public static Uni<Void> untilDone(Supplier<Uni<Boolean>> chunk) {
        return Multi.createBy()
                .repeating()
                .uni(chunk::get)
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
