package app.velvet.push.cause;

import app.velvet.events.consumer.ChangeRecord;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What of a reservation is told when it changes.
 *
 * @param hostId null if it has none, as {@code waitressId}
 * @param tableIds those that are assigned, in id order
 */
record KnownReservation(String status, Long hostId, Long waitressId, List<Long> tableIds) {

    static KnownReservation of(JsonNode data) {
        return new KnownReservation(
                data.path("status").textValue(),
                id(data.path("host_id")),
                id(data.path("waitress_id")),
                StreamSupport.stream(data.path("assigned_table_ids").spliterator(), false)
                        .map(JsonNode::asLong)
                        .sorted()
                        .toList());
    }

    static Optional<KnownReservation> find(Connection transaction, ChangeRecord change) throws SQLException {
        var select =
                "select status, host_id, waitress_id, assigned_table_ids from reservation where company_id = ? and id = ?";
        try (var query = transaction.prepareStatement(select)) {
            query.setLong(1, change.companyId());
            query.setLong(2, change.id());
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new KnownReservation(
                                row.getString("status"),
                                row.getObject("host_id", Long.class),
                                row.getObject("waitress_id", Long.class),
                                Stream.of((Long[]) row.getArray("assigned_table_ids")
                                                .getArray())
                                        .toList()))
                        : Optional.empty();
            }
        }
    }

    void store(Connection transaction, ChangeRecord change) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into reservation (company_id, id, status, host_id, waitress_id, assigned_table_ids)
                values (?, ?, ?, ?, ?, ?)
                on conflict on constraint pk_reservation do update
                   set status = excluded.status, host_id = excluded.host_id, waitress_id = excluded.waitress_id,
                       assigned_table_ids = excluded.assigned_table_ids
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setString(3, status);
            statement.setObject(4, hostId, Types.BIGINT);
            statement.setObject(5, waitressId, Types.BIGINT);
            statement.setArray(6, transaction.createArrayOf("bigint", tableIds.toArray(Long[]::new)));
            statement.executeUpdate();
        }
    }

    private static Long id(JsonNode field) {
        return field.isIntegralNumber() ? field.longValue() : null;
    }
}
