package app.velvet.auth.session;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The number of the change that made a user what he is now, in his company's {@code auth.changes}: his own latest change or
 * his company's. A service that has not applied it yet must not judge a token that was issued on it.
 *
 * <p>Changes that were published long ago are no longer kept. If there is none of his, his latest lies before all that
 * are kept of the company.
 */
@ApplicationScoped
class StateSequence {

    private static final String QUERY = """
            select coalesce(
                (select max(sequence) from outbox
                  where company_id = ?1
                    and (class_name = 'User' and entity_id = ?2 or class_name = 'Company' and entity_id = ?1)),
                (select min(sequence) - 1 from outbox where company_id = ?1),
                (select last_sequence from outbox_counter where company_id = ?1),
                0)
            """;

    /** Must be called in a transaction that holds the user, so that no newer change of him can commit before it. */
    Uni<Long> of(long companyId, long userId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(QUERY, Long.class)
                        .setParameter(1, companyId)
                        .setParameter(2, userId)
                        .getSingleResult());
    }
}
