package app.velvet.contacts.goal;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.List;

/** What is counted, in the order in which all of them are answered. */
enum GoalType implements WireName {
    /** Money of closed-out reservations that he originated. */
    SALES("sales"),
    /** Contacts that he created. */
    NEW_CONTACTS("new_contacts"),
    /** Tasks of his that were completed. */
    LOGGED_TASKS("logged_tasks"),
    /** Guests on his guestlists: those who came where that was counted, else those who are expected. */
    GUESTLIST("guestlist"),
    /** His logs about partners. */
    PARTNER_OUTREACH("partner_outreach"),
    /** His shares of events. */
    SOCIAL_MEDIA("social_media"),
    /** His logs of emails. */
    EMAIL_BLASTS("email_blasts"),
    /** Money of the closed-out reservations of one event that he originated. */
    EVENT_SALES("event_sales");

    @EnumeratedValue
    private final String wireName;

    GoalType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Those that are counted in a period. */
    static List<GoalType> ofPeriods() {
        return Arrays.stream(values()).filter(type -> type != EVENT_SALES).toList();
    }
}
