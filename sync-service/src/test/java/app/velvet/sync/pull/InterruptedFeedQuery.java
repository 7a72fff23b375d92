package app.velvet.sync.pull;

import app.velvet.sync.feed.TestFeed;
import app.velvet.sync.pull.Element.Position;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;

/** As in production, with something happening before each of the statements that read elements. */
class InterruptedFeedQuery extends FeedQuery {

    private final Runnable meanwhile;

    InterruptedFeedQuery(TestFeed feed, Runnable meanwhile) {
        super(feed.pool(), feed.settings());
        this.meanwhile = meanwhile;
    }

    @Override
    Uni<Chunk> elements(Window window, Position after, int limit) {
        return happens().chain(() -> super.elements(window, after, limit));
    }

    @Override
    Uni<Chunk> visible(Window window, Position after, int limit) {
        return happens().chain(() -> super.visible(window, after, limit));
    }

    /** Not on the thread that the database answers on. */
    private Uni<Void> happens() {
        return Uni.createFrom()
                .completionStage(
                        () -> CompletableFuture.runAsync(meanwhile, task -> new Thread(task, "meanwhile").start()));
    }
}
