package app.velvet.contacts.task;

import app.velvet.api.permission.Audience;
import java.util.HashSet;
import java.util.Set;

/** Who may see a task: the company, its venue, who made it and who is to do it. */
final class TaskAudience {

    private TaskAudience() {}

    /** @param venueId null if it is at none */
    static Set<Audience> of(Long venueId, long userId, long ownerId) {
        var audience = new HashSet<Audience>();
        audience.add(Audience.company());
        audience.add(Audience.user(userId));
        audience.add(Audience.user(ownerId));
        if (venueId != null) {
            audience.add(Audience.venue(venueId));
        }
        return audience;
    }
}
