package app.velvet.push.silent;

import app.velvet.api.permission.KeySpace;
import app.velvet.events.staff.StaffChange.MemberChanged;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Keeps under which audience keys of the feed each user finds what he may see. */
public final class SilentReaders {

    private static final String LEAVE = """
            delete from silent_reader where company_id = ? and user_id = ? and audience_key <> all (?::text[])
            """;
    private static final String ENTER = """
            insert into silent_reader (company_id, user_id, audience_key)
            select ?, ?, audience_key from unnest(?::text[]) as audience_key
            on conflict on constraint pk_silent_reader do nothing
            """;

    private SilentReaders() {}

    public static void apply(Connection transaction, MemberChanged member) throws SQLException {
        var keys = member.after() == null
                ? Set.<String>of()
                : KeySpace.allKeysReadBy(member.userId(), member.after().permissions());
        execute(transaction, LEAVE, member, keys);
        execute(transaction, ENTER, member, keys);
    }

    private static void execute(Connection transaction, String sql, MemberChanged member, Set<String> keys)
            throws SQLException {
        try (var statement = transaction.prepareStatement(sql)) {
            statement.setLong(1, member.companyId());
            statement.setLong(2, member.userId());
            statement.setArray(3, transaction.createArrayOf("text", keys.toArray()));
            statement.executeUpdate();
        }
    }
}
