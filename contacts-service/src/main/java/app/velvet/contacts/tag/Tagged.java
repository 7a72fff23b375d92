package app.velvet.contacts.tag;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Whatever carries tags. */
public interface Tagged {

    /**
     * Takes a removed tag off the next {@code limit} of those that carry it in id order, in the caller's transaction, and
     * publishes that.
     *
     * @param afterId the id of the last one that is done; 0 at first
     * @param actorId who removed the tag
     * @return the id of the last one that is done now; empty if none carries the tag any more
     */
    Uni<Optional<Long>> leave(long companyId, long tagId, long afterId, int limit, long actorId);
}
