package app.velvet.events.staff;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Questions about the staff of a company, answered from this service's copy, which is up to date within about a second
 * while Kafka is up. Asks the database each time; fails only if it is out of reach.
 */
public final class StaffMembers {

    private final Pool pool;

    public StaffMembers(Pool pool) {
        this.pool = pool;
    }

    /** Those of these users who are known in this company, deactivated ones too, in id order. */
    public Uni<List<StaffMember>> find(long companyId, Collection<Long> userIds) {
        return ask("m.company_id = $1 and m.id = any($2)", Tuple.of(companyId, userIds.toArray(Long[]::new)));
    }

    /** The people who work at this company now, API keys not among them, in id order. */
    public Uni<List<StaffMember>> active(long companyId) {
        return ask("m.company_id = $1 and m.active and not m.shut_out and not m.service", Tuple.of(companyId));
    }

    /** The names of these users, deactivated ones too, by id; who is not known in this company is missing. */
    public Uni<Map<Long, String>> names(long companyId, Collection<Long> userIds) {
        return find(companyId, userIds)
                .map(members -> members.stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name)));
    }

    private Uni<List<StaffMember>> ask(String condition, Tuple parameters) {
        return pool.preparedQuery(
                        "select " + StaffRows.COLUMNS + " from staff_member m where " + condition + " order by m.id")
                .execute(parameters)
                .map(StaffMembers::members);
    }

    private static List<StaffMember> members(RowSet<Row> rows) {
        return rows.stream().map(StaffRows::member).toList();
    }
}
