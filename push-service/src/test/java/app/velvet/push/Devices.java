package app.velvet.push;

import app.velvet.push.Staff.Member;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The devices that are registered. */
@ApplicationScoped
public class Devices {

    private final Database database;

    Devices(Database database) {
        this.database = database;
    }

    /** The tokens of somebody's devices, in id order. */
    public List<String> tokensOf(Member member) {
        return query("select token from device where company_id = ? and user_id = ? order by id", member);
    }

    /** The ids by which the database knows somebody's devices, in order. */
    public List<String> idsOf(Member member) {
        return query("select id from device where company_id = ? and user_id = ? order by id", member);
    }

    public List<String> sessionsOf(Member member) {
        return query("select session_id from device where company_id = ? and user_id = ? order by id", member);
    }

    private List<String> query(String sql, Member member) {
        return database.query(sql, member.companyId(), member.userId());
    }
}
