package app.velvet.venues.guestlist;

import app.velvet.events.Action;
import app.velvet.events.outbox.JdbcOutbox;
import app.velvet.venues.booking.FollowingBookings;
import app.velvet.venues.booking.FollowingBookings.Condition;
import app.velvet.venues.contact.EmbeddedContacts;
import app.velvet.venues.derived.Dependants;
import app.velvet.venues.derived.Origin;
import app.velvet.venues.event.PartOfEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Guestlists follow whatever they embed. */
@ApplicationScoped
class FollowingGuestlists implements Dependants {

    /** A class of this service's own: types change, and are named, by the template. */
    static final String TEMPLATE = "GuestlistTemplate";

    /** Those with a type of it, and those of events that use it, who can have had one that it has not any more. */
    private static final String OF_TEMPLATE = """
            (r.company_id, r.id) in (
                select g.company_id, g.id
                  from (select ?::bigint as id) template,
               lateral (select g.company_id, g.id from guestlist_type t
                          join guestlist g on g.company_id = t.company_id and g.type_for_males_id = t.id
                         where t.guestlist_template_id = template.id
                         union
                        select g.company_id, g.id from guestlist_type t
                          join guestlist g on g.company_id = t.company_id and g.type_for_females_id = t.id
                         where t.guestlist_template_id = template.id
                         union
                        select g.company_id, g.id from event e
                          join guestlist g on g.company_id = e.company_id and g.event_id = e.id
                         where e.guestlist_template_id = template.id) g)
            """;

    /** Which embed an origin of a class. */
    private static final Map<String, String> CONDITIONS = Map.of(
            EmbeddedContacts.CONTACT,
            FollowingBookings.OF_CONTACT,
            EmbeddedContacts.TAG,
            FollowingBookings.OF_TAGGED,
            PartOfEvent.EVENT,
            FollowingBookings.OF_EVENT,
            TEMPLATE,
            OF_TEMPLATE,
            GuestlistChanges.GUESTLIST,
            FollowingBookings.ITSELF);

    private final FollowingBookings<WholeGuestlist> guestlists;

    FollowingGuestlists(WholeGuestlists wholeGuestlists, JdbcOutbox outbox) {
        guestlists = new FollowingBookings<>(
                "guestlist",
                wholeGuestlists.json(),
                guestlist -> GuestlistChanges.of(Action.UPDATE, guestlist, null),
                outbox);
    }

    @Override
    public String className() {
        return GuestlistChanges.GUESTLIST;
    }

    @Override
    public boolean follow(String originClass) {
        return CONDITIONS.containsKey(originClass);
    }

    @Override
    public Optional<Long> bringUpToDate(Connection transaction, Origin origin, long afterId, int limit)
            throws SQLException {
        var condition = new Condition(CONDITIONS.get(origin.className()), origin.id());
        return guestlists.bringUpToDate(transaction, origin.companyId(), condition, afterId, limit);
    }
}
