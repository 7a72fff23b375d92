package app.velvet.venues.contact;

/** How bookings embed what is copied here: parts of the query that makes their JSON. */
public final class EmbeddedContacts {

    /** What notes can be about, and what follows them. */
    public static final String RESERVATION = "Reservation";

    public static final String GUESTLIST = "Guestlist";

    /** Whose changes bookings follow, beside those of {@link #RESERVATION} and {@link #GUESTLIST} themselves. */
    public static final String CONTACT = CopiedContacts.CLASS_NAME;

    public static final String TAG = CopiedTags.CLASS_NAME;

    /** Of as many a booking tells. */
    private static final int NEWEST_NOTES = 50;

    /** More of their texts would make a booking too large to be published, whatever else changes of it. */
    private static final int MOST_BYTES = 600_000;

    private EmbeddedContacts() {}

    /** A {@link ContactInfo} of the contact {@code c}. */
    public static String info() {
        return """
                jsonb_build_object(
                    'name', c.name, 'state', c.state, 'title', c.title, 'organization', c.organization, 'avatar', c.avatar,
                    'avatar_mobile_thumb_url', c.avatar_mobile_thumb_url, 'facebook', c.facebook, 'twitter', c.twitter,
                    'email', c.email, 'phone', c.phone,
                    'tag_names', (select coalesce(string_agg(t.name, ', ' order by t.name, t.id), '') from tag t
                                   where t.company_id = c.company_id and t.id = any(c.tag_ids)))
                """;
    }

    /** The status of the contact at a venue, both given as SQL; null if the venue thinks nothing of him. */
    public static String qualification(String companyId, String contactId, String venueId) {
        return """
                (select q.status from contact_qualification q
                  where q.company_id = %s and q.contact_id = %s and q.venue_id = %s order by q.id desc limit 1)
                """.formatted(companyId, contactId, venueId);
    }

    /**
     * The newest {@link NoteView}s about a booking, in id order.
     *
     * @param column {@code reservation_id} or {@code guestlist_id}
     */
    public static String notes(String column, String companyId, String bookingId) {
        return """
                (select coalesce(jsonb_agg(to_jsonb(newest) || '{"can_be_edited": false, "can_be_deleted": false}'
                                           order by newest.id), '[]')
                   from (select n.*, sum(octet_length(cast(to_json(n.text) as text))) over (order by n.id desc) as bytes
                           from (select n.* from note n where n.company_id = %s and n.%s = %s
                                  order by n.id desc limit %d) n) newest
                  where newest.bytes <= %d)
                """.formatted(companyId, column, bookingId, NEWEST_NOTES, MOST_BYTES);
    }

    /** The ids of the tasks for a reservation. */
    public static String taskIds(String companyId, String reservationId) {
        return """
                (select coalesce(jsonb_agg(t.id order by t.id), '[]') from task t
                  where t.company_id = %s and t.reservation_id = %s)
                """.formatted(companyId, reservationId);
    }
}
