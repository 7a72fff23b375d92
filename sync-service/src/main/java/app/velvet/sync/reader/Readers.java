package app.velvet.sync.reader;

import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.staff.StaffChange.MemberChanged;
import app.velvet.events.staff.StaffCopy;
import app.velvet.sync.feed.FeedClass;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps what each user may see of the feed, in the same transactions and by the same clock as the feed itself: so a pull
 * finds in the database, as of one moment, both what there is and what of it the user may have.
 */
public final class Readers {

    private static final String PUT = """
            insert into feed_reader (company_id, user_id, keys, grants)
            values (?, ?, ?, ?)
            on conflict on constraint pk_feed_reader do update set keys = excluded.keys, grants = excluded.grants
            """;
    private static final String REMOVE = "delete from feed_reader where company_id = ? and user_id = ?";
    private static final String EXPIRE = """
            insert into feed_scope_change (company_id, user_id, class_name, changed_at)
            select ?, ?, class_name, ? from unnest(?::text[]) as class_name
            on conflict on constraint pk_feed_scope_change do update set changed_at = excluded.changed_at
            """;

    private Readers() {}

    /**
     * Applies a change of {@code auth.changes} to the copy of the staff and to the readers.
     *
     * @param time the feed's time of {@code transaction}
     * @return the user who now sees something else, if it is one
     */
    public static List<MemberChanged> apply(Connection transaction, Instant time, ChangeRecord change)
            throws SQLException {
        if (StaffCopy.apply(transaction, change) instanceof MemberChanged member && apply(transaction, time, member)) {
            return List.of(member);
        }
        return List.of();
    }

    /** Removes the users whom auth-service, restored from a backup, does not know any more, and returns them. */
    public static List<MemberChanged> sweep(Connection transaction, Instant time, Resynchronisation resynchronisation)
            throws SQLException {
        var changed = new ArrayList<MemberChanged>();
        for (var gone : StaffCopy.sweep(transaction, resynchronisation)) {
            if (apply(transaction, time, gone)) {
                changed.add(gone);
            }
        }
        return changed;
    }

    /** Whether he, who was known before, now sees something else. */
    private static boolean apply(Connection transaction, Instant time, MemberChanged member) throws SQLException {
        if (member.after() == null) {
            remove(transaction, member);
        } else {
            put(transaction, member);
        }
        return expireAcknowledgments(transaction, time, member);
    }

    private static void put(Connection transaction, MemberChanged member) throws SQLException {
        var reader = Reader.of(member.userId(), member.after().permissions());
        try (var statement = transaction.prepareStatement(PUT)) {
            statement.setLong(1, member.companyId());
            statement.setLong(2, member.userId());
            statement.setArray(3, textArray(transaction, reader.keys()));
            statement.setArray(4, textArray(transaction, reader.grants()));
            statement.executeUpdate();
        }
    }

    private static void remove(Connection transaction, MemberChanged member) throws SQLException {
        try (var statement = transaction.prepareStatement(REMOVE)) {
            statement.setLong(1, member.companyId());
            statement.setLong(2, member.userId());
            statement.executeUpdate();
        }
    }

    /** A user who is made has acknowledged nothing yet, also if he has been here before: he lost all of it when he went. */
    private static boolean expireAcknowledgments(Connection transaction, Instant time, MemberChanged member)
            throws SQLException {
        if (member.before() == null) {
            return false;
        }
        var expired = doubtful(member).stream().map(FeedClass::wireName).collect(Collectors.toSet());
        if (expired.isEmpty()) {
            return false;
        }
        try (var statement = transaction.prepareStatement(EXPIRE)) {
            statement.setLong(1, member.companyId());
            statement.setLong(2, member.userId());
            statement.setObject(3, time.atOffset(ZoneOffset.UTC));
            statement.setArray(4, textArray(transaction, expired));
            statement.executeUpdate();
        }
        return true;
    }

    private static Set<FeedClass> doubtful(MemberChanged member) {
        if (member.after() == null) {
            return EnumSet.allOf(FeedClass.class);
        }
        return Reader.differences(
                        member.userId(),
                        member.before().permissions(),
                        member.after().permissions())
                .stream()
                .flatMap(feedClass -> feedClass.withDependants().stream())
                .collect(Collectors.toSet());
    }

    private static Array textArray(Connection transaction, Set<String> texts) throws SQLException {
        return transaction.createArrayOf("text", texts.toArray());
    }
}
