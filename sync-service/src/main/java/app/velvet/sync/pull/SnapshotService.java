package app.velvet.sync.pull;

import app.velvet.api.token.Caller;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Opening.Telling;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Answers with everything that a user may see. The feed's time is read first: what changes while the rest is read is after
 * that time, whether or not it is in the snapshot already.
 */
@ApplicationScoped
class SnapshotService {

    private final FeedQuery feed;
    private final SyncSettings settings;
    private final AnswerStream answers;

    SnapshotService(FeedQuery feed, SyncSettings settings, AnswerStream answers) {
        this.feed = feed;
        this.settings = settings;
        this.answers = answers;
    }

    /** In parts, as {@link PullService#pull}; it is cut off if the caller's rights change meanwhile. */
    Multi<Buffer> snapshot(Caller caller, Set<FeedClass> classes) {
        return feed.readerState(caller)
                .chain(reader -> begin(caller, reader, classes))
                .onItem()
                .transformToMulti(answers::of);
    }

    private Uni<Telling> begin(Caller caller, ReaderState reader, Set<FeedClass> classes) {
        var window = Window.ofEverything(caller, reader, classes);
        var log = new ActivityLog(
                (after, most) -> feed.visible(window, after, most),
                window.begin(),
                settings.chunk(),
                OptionalInt.empty());
        return log.begin().map(begun -> new Telling(caller, reader, window, false, begun));
    }
}
