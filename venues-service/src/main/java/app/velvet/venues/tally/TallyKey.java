package app.velvet.venues.tally;

import app.velvet.api.parameters.Fields;

/**
 * Which tally: there is one of each.
 *
 * @param userId who counts; null is the caller
 * @param guestlistTypeId what the counted guests come as; null is nothing special
 */
record TallyKey(Long eventId, Long userId, TallyType type, Long guestlistTypeId) {

    static TallyKey read(Fields fields) {
        var eventId = fields.requiredId("event_id");
        var type = fields.oneOf("type", TallyType.class);
        if (!fields.isFilled("type")) {
            fields.reject("type", "can't be blank");
        }
        return new TallyKey(eventId, fields.id("user_id"), type, fields.id("guestlist_type_id"));
    }

    /** With the one who counts, if it is the caller. */
    TallyKey by(long callerId) {
        return userId == null ? new TallyKey(eventId, callerId, type, guestlistTypeId) : this;
    }
}
