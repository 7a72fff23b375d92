package app.velvet.venues.contact;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Questions about contacts, answered from this service's copy in the caller's session. The copy is up to date within about a
 * second while Kafka is up.
 */
@ApplicationScoped
public class ContactDirectory {

    private static final String FIND = """
            select id, array_to_string(audience, ',') from contact
             where company_id = :companyId and id = any(:ids) and not gone
            """;

    /** Those of these contacts that there are, by id. */
    public Uni<Map<Long, KnownContact>> find(long companyId, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter("companyId", companyId)
                        .setParameter("ids", ids.toArray(Long[]::new))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new KnownContact((Long) row[0], audience((String) row[1])))
                        .collect(toMap(KnownContact::id, Function.identity())));
    }

    /** Takes down contacts that contacts-service has just told of, unless its changes have told more of them already. */
    public Uni<Void> remember(long companyId, List<ToldContact> contacts) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var told = JsonNodeFactory.instance.arrayNode();
        contacts.forEach(contact -> told.add(contact.columns()));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ToldContact.STORE)
                        .setParameter("companyId", companyId)
                        .setParameter("told", told.toString())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether he may know how to reach a guest with this audience. */
    public static boolean mayViewInFull(Caller caller, Collection<Audience> audience) {
        return caller.may(Right.READ_CONTACTS, audience) && caller.may(Right.READ_CONTACTS_IN_FULL, audience);
    }

    static Set<Audience> audience(String joined) {
        return joined.isEmpty()
                ? Set.of()
                : Stream.of(joined.split(",")).map(Audience::parse).collect(toUnmodifiableSet());
    }
}
