package app.velvet.venues.guestlisttype;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.VenueDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Guestlist types as they are published: to who may read events of their venue. */
final class TypeChanges {

    static final String GUESTLIST_TYPE = "GuestlistType";

    private TypeChanges() {}

    static ChangeEvent of(Action action, GuestlistTypeView type, long companyId, long venueId, Long actorId) {
        return new ChangeEvent(
                companyId,
                GUESTLIST_TYPE,
                type.id(),
                action,
                action == Action.DESTROY ? null : type,
                VenueDirectory.audience(venueId),
                actorId);
    }

    /** What has become different between two states of one template's types, in id order. */
    static List<ChangeEvent> between(
            List<GuestlistTypeView> before, List<GuestlistTypeView> after, GuestlistTemplate template, Long actorId) {
        var known = byId(before);
        var remaining = byId(after);
        var all = new TreeMap<>(known);
        all.putAll(remaining);
        var changes = new ArrayList<ChangeEvent>();
        all.forEach((id, type) -> {
            if (!type.equals(known.get(id)) || !remaining.containsKey(id)) {
                changes.add(of(
                        action(known.containsKey(id), remaining.containsKey(id)),
                        type,
                        template.companyId(),
                        template.venueId(),
                        actorId));
            }
        });
        return changes;
    }

    private static Action action(boolean known, boolean remaining) {
        if (!remaining) {
            return Action.DESTROY;
        }
        return known ? Action.UPDATE : Action.CREATE;
    }

    private static Map<Long, GuestlistTypeView> byId(List<GuestlistTypeView> types) {
        return types.stream().collect(Collectors.toMap(GuestlistTypeView::id, Function.identity()));
    }
}
