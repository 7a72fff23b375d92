package app.velvet.api.image;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.image.ImageRemovals.Removal;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.work.OffEventLoop;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Images that users upload. However a request ends, and whatever crashes, no file stays that nothing shows:
 *
 * <ol>
 *   <li>{@link #store} notes the name as due for removal, in a transaction of its own, and only then stores the files;
 *   <li>the transaction that gives the name to something calls {@link #replace}, which takes the note back, and notes the
 *       image that was there before;
 *   <li>{@link #removeDue} removes what is due.
 * </ol>
 *
 * So an upload whose transaction never commits is removed, and so is an image that another one has replaced.
 */
@Singleton
public class Images {

    private static final Logger LOG = Logger.getLogger(Images.class);

    /** How long a request may take between the upload and its commit. */
    private static final Duration UNTIL_COMMIT = Duration.ofHours(1);

    private static final Duration UNTIL_NEXT_TRY = Duration.ofHours(1);

    private static final int CHUNK = 100;

    private final ImageProcessing processing;
    private final ImageStore store;
    private final ImageRemovals removals;
    private final ImageSettings settings;
    private final Clock clock;

    Images(ImageProcessing processing, ImageStore store, ImageRemovals removals, ImageSettings settings, Clock clock) {
        this.processing = processing;
        this.store = store;
        this.removals = removals;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Stores what a request says of an image field; to be called before its transaction begins. Fails with an {@link
     * InvalidFieldsException} that names the field if it is no image that is accepted, or with {@link
     * ApiError#UNAVAILABLE} if too many are worked on or the store is down.
     *
     * @param place what the image is of, lower case, e.g. {@code users}: images of it are below {@code /uploads/users}
     * @return what the field becomes: the image's name, null where it is cleared
     */
    public Uni<FieldPatch<String>> store(FieldPatch<ImageUpload> given, String place, long companyId) {
        var upload = given.over(null);
        if (upload == null) {
            return Uni.createFrom()
                    .item(given.isGiven() ? FieldPatch.<String>given(null) : FieldPatch.<String>absent());
        }
        return processing
                .render(upload)
                .chain(renditions -> store(renditions, ImageName.next(place, renditions.type()), companyId))
                .map(FieldPatch::given);
    }

    /**
     * Takes down, in the transaction in which it happens, that an image takes the place of another one. Fails with {@link
     * ApiError#UNAVAILABLE} if that comes so late that the image may be gone.
     *
     * @param before the name of the one that was there, or null
     * @param after the name of the one that is there now, or null
     */
    public Uni<Void> replace(String before, String after, long companyId) {
        if (Objects.equals(before, after)) {
            return Uni.createFrom().voidItem();
        }
        return keep(after, companyId).chain(() -> letGo(before, companyId));
    }

    /**
     * Removes the images that are due. Any number of replicas may do so at once; a failure is a reason to come back later. One
     * that cannot be removed is tried again in an hour, and stops no other.
     */
    public Uni<Void> removeDue() {
        return ChunkedWork.untilDone(
                () -> removals.claimDue(clock.instant(), CHUNK).chain(this::remove));
    }

    private Uni<String> store(Renditions renditions, ImageName name, long companyId) {
        return removals.note(companyId, name.toString(), clock.instant().plus(UNTIL_COMMIT))
                .chain(() -> OffEventLoop.run(() -> put(renditions, name)))
                .replaceWith(name::toString);
    }

    private Uni<Void> keep(String name, long companyId) {
        return name == null
                ? Uni.createFrom().voidItem()
                : removals.takeBack(companyId, name)
                        .invoke(inTime -> {
                            if (!inTime) {
                                throw new RefusedException(ApiError.UNAVAILABLE);
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<Void> letGo(String name, long companyId) {
        return name == null
                ? Uni.createFrom().voidItem()
                : removals.noteInTransaction(companyId, name, clock.instant().plus(settings.replacedStaysFor()));
    }

    /** Emits whether there may be more that can be removed: if none of these could, it is the store that is down. */
    private Uni<Boolean> remove(List<Removal> due) {
        return OffEventLoop.run(() -> due.stream().collect(Collectors.partitioningBy(this::isRemoved)))
                .call(done -> removals.forget(done.get(true)))
                .call(done -> removals.putOff(done.get(false), clock.instant().plus(UNTIL_NEXT_TRY)))
                .map(done -> due.size() == CHUNK && !done.get(true).isEmpty());
    }

    private boolean isRemoved(Removal removal) {
        try {
            store.remove(ImageName.parse(removal.name()));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "An image of company %d cannot be removed", removal.companyId());
            return false;
        }
    }

    private Void put(Renditions renditions, ImageName name) {
        try {
            for (var file : renditions.files().entrySet()) {
                store.put(name.file(file.getKey()), file.getValue());
            }
            return null;
        } catch (IOException e) {
            LOG.error("The image store cannot be reached", e);
            throw new RefusedException(ApiError.UNAVAILABLE);
        }
    }
}
