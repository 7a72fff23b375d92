package app.velvet.api.permission;

import static app.velvet.api.permission.Permissions.CLOSEOUT;
import static app.velvet.api.permission.Permissions.CREATE;
import static app.velvet.api.permission.Permissions.MANAGE;
import static app.velvet.api.permission.Permissions.READ;
import static app.velvet.api.permission.Permissions.UPDATE;
import static app.velvet.api.permission.Permissions.VIEW_FULL;

import java.util.Set;

/**
 * What users do, and what permits them to: the one table that every service decides by. How far a user's right reaches,
 * {@link Permissions#reach} says; whether it reaches a certain thing, {@link app.velvet.api.token.Caller#may} does.
 *
 * <p>What makes itself felt beyond the one who does it and his venues (who is permitted what, how the company's things are
 * named) takes a permission for the whole company; a narrower one permits nothing of it.
 */
public enum Right {
    READ_CONTACTS(Subject.CONTACT, READ),
    READ_CONTACTS_IN_FULL(Subject.CONTACT, VIEW_FULL),
    /** In whatever scope: who a new contact belongs to shows only when it is there. */
    CREATE_CONTACTS(Subject.CONTACT, MANAGE, Condition.OR_PROMOTER),
    CHANGE_CONTACTS(Subject.CONTACT, MANAGE),
    CHANGE_CONTACT_OWNERS(Subject.CONTACT_OWNER, MANAGE),
    READ_QUALIFICATIONS(Subject.CONTACT_QUALIFICATION, READ),
    CHANGE_QUALIFICATIONS(Subject.CONTACT_QUALIFICATION, UPDATE),
    READ_TASKS(Subject.TASK, READ),
    CHANGE_TASKS(Subject.TASK, MANAGE),
    MANAGE_GOALS(Subject.VENUE_GOAL_TEMPLATE, MANAGE),
    MANAGE_EVENT_GOALS(Subject.EVENT_VENUE_GOAL_TEMPLATE, MANAGE),
    /** How far others have got with their goals. */
    READ_REPORTS(Subject.REPORTS, READ, Condition.WHOLE_COMPANY),

    READ_EVENTS(Subject.EVENT, READ),
    CHANGE_EVENTS(Subject.EVENT, MANAGE),
    CREATE_ARTISTS(Subject.EVENT, MANAGE),
    CHANGE_ARTISTS(Subject.EVENT, MANAGE, Condition.WHOLE_COMPANY),
    READ_RESERVATIONS(Subject.RESERVATION, READ),
    CREATE_RESERVATIONS(Subject.RESERVATION, CREATE),
    CHANGE_RESERVATIONS(Subject.RESERVATION, MANAGE),
    CLOSE_OUT_RESERVATIONS(Subject.RESERVATION, CLOSEOUT),
    /** To seat more guests than their tables are for. */
    OVERRIDE_PARTY_SIZE(Subject.RESERVATION, Permissions.OVERRIDE_PARTY_SIZE),
    /** To let guests spend less than their section asks for. */
    OVERRIDE_MINIMUM(Subject.RESERVATION, Permissions.OVERRIDE_MINIMUM),
    HOLD_TABLES(Subject.RESERVATION, CREATE, Condition.OR_PROMOTER),
    READ_GUESTLISTS(Subject.GUESTLIST, READ),
    CHANGE_GUESTLISTS(Subject.GUESTLIST, MANAGE),
    CLOSE_OUT_GUESTLISTS(Subject.GUESTLIST, CLOSEOUT),
    /** Floor plans and guestlist templates. */
    SET_UP_VENUES(Subject.TEMPLATE, MANAGE),

    /** Its settings, and what is the same for all in it: tags, venues and who works there, texts, API keys. */
    MANAGE_COMPANY(Subject.COMPANY, MANAGE, Condition.WHOLE_COMPANY),
    MANAGE_STAFF(Subject.USER, MANAGE, Condition.WHOLE_COMPANY),
    MANAGE_PROMOTERS(Subject.PROMOTER, MANAGE, Condition.WHOLE_COMPANY),
    READ_PERMISSION_LEVELS(Subject.PERMISSION_LEVEL, READ),
    MANAGE_PERMISSION_LEVELS(Subject.PERMISSION_LEVEL, MANAGE, Condition.WHOLE_COMPANY),
    READ_ALL_NOTIFICATIONS(Subject.VENUE_NOTIFICATION_TEMPLATE, READ, Condition.WHOLE_COMPANY),
    MESSAGE_STAFF(Subject.VENUE_NOTIFICATION_TEMPLATE, MANAGE);

    private enum Condition {
        /** Narrower scopes do not count. */
        WHOLE_COMPANY,
        /** Promoters need no permission. */
        OR_PROMOTER
    }

    private final Subject subject;
    private final String action;
    private final Set<Condition> conditions;

    Right(Subject subject, String action, Condition... conditions) {
        this.subject = subject;
        this.action = action;
        this.conditions = Set.of(conditions);
    }

    /** The subject of {@code permissions_struct} that it is permitted under. */
    public Subject subject() {
        return subject;
    }

    /** The action on {@link #subject} that permits it, beside {@code manage}. */
    public String action() {
        return action;
    }

    boolean takesWholeCompany() {
        return conditions.contains(Condition.WHOLE_COMPANY);
    }

    /** Whether a promoter has it whatever he is permitted. */
    public boolean isEveryPromoters() {
        return conditions.contains(Condition.OR_PROMOTER);
    }
}
