package app.velvet.events.staff;

/** What a change of auth-service meant for the copy of the staff. */
public sealed interface StaffChange {

    /**
     * A user is new, has changed or is gone.
     *
     * @param before as the copy knew him, or null if it did not
     * @param after as the copy knows him now, or null if he is gone
     */
    record MemberChanged(long companyId, long userId, StaffMember before, StaffMember after) implements StaffChange {}

    /** A company is new, has changed or is gone ({@code activeAfter} is false then). One not known before counted as active. */
    record CompanyChanged(long companyId, boolean activeBefore, boolean activeAfter) implements StaffChange {}

    /** A session has ended. */
    record SessionEnded(long companyId, long userId, long sessionId) implements StaffChange {}

    /** Nothing that the copy holds: another class, or the record of an ended session removed after its token expired. */
    record Unaffected() implements StaffChange {}
}
