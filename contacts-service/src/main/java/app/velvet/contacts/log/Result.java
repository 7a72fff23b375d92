package app.velvet.contacts.log;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** What came of a conversation, or of a task; in the order in which apps offer them. */
public enum Result implements WireName {
    DIFFERENT_VENUE("Different Venue"),
    PRICE("Price"),
    NO_AVAILABILITY("No Availability"),
    WIN("Win"),
    QUALIFIED("Qualified"),
    UNQUALIFIED("Unqualified"),
    DISQUALIFIED("Disqualified"),
    WAITLIST("Waitlist"),
    INTERESTED("Interested"),
    WANT_RESERVATION_QUALIFIED("Want Reservation (Qualified)"),
    WANT_RESERVATION_NOT_QUALIFIED("Want Reservation (Not Qualified)"),
    NO_RESPONSE("No Response"),
    NO_RESPONSE_LOSS("No Response (Loss)"),
    NOT_INTERESTED("Not Interested");

    @EnumeratedValue
    private final String wireName;

    Result(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
