package app.velvet.venues.booking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Bookings of one kind, read with all that they embed in one query, whose JSON is the same for requests and for what is
 * published again.
 *
 * @param <W> what a booking {@code r} of the kind becomes
 */
public final class BookingJson<W extends WholeBooking> {

    private final ObjectMapper json;
    private final Class<W> type;
    private final String expression;
    private final String source;

    /**
     * @param expression SQL that makes the JSON of a {@code W} of the booking {@code r}
     * @param source from where
     */
    public BookingJson(ObjectMapper json, Class<W> type, String expression, String source) {
        this.json = json;
        this.type = type;
        this.expression = expression;
        this.source = source;
    }

    /** Those that exist, in id order; what this transaction has changed is written first. */
    public Uni<List<W>> current(long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .chain(session -> session.createNativeQuery(
                                selecting("cast(" + expression + " as text)")
                                        + "where r.company_id = :companyId and r.id = any(:ids) order by r.id",
                                String.class)
                        .setParameter("companyId", companyId)
                        .setParameter("ids", ids.toArray(Long[]::new))
                        .getResultList())
                .map(found -> found.stream().map(this::read).toList());
    }

    /** A query without its conditions, whose column {@code booking} is to be {@linkplain #read read}. */
    String query(String furtherColumns) {
        return selecting(expression + " as booking" + furtherColumns);
    }

    /** @param stored what the expression selects */
    public W read(String stored) {
        try {
            return json.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL made JSON that is none", e);
        }
    }

    /** Differs where the published form or the audience does. */
    public String fingerprint(W booking) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(json.writeValueAsBytes(booking.published()));
            booking.audience().stream()
                    .map(Object::toString)
                    .sorted()
                    .forEach(entry -> digest.update(entry.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("What is published is written as JSON", e);
        }
    }

    private String selecting(String columns) {
        return "select " + columns + " " + source;
    }
}
