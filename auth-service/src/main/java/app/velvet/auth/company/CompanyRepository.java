package app.velvet.auth.company;

import app.velvet.api.error.RefusedException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Companies as they are stored. */
@ApplicationScoped
public class CompanyRepository {

    private static final String BY_ID = "select c from Company c where c.id = :companyId";

    public Uni<Company> require(long companyId) {
        return Panache.getSession()
                .chain(session -> byId(session, companyId).getSingleResultOrNull())
                .map(company -> orNotFound(company, companyId));
    }

    /** The same, and nobody else changes it until the end of the transaction. */
    public Uni<Company> requireForUpdate(long companyId) {
        return Panache.getSession()
                .chain(session -> byId(session, companyId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(company -> orNotFound(company, companyId));
    }

    Uni<Company> add(Company company) {
        return Panache.getSession().chain(session -> session.persist(company)).replaceWith(company);
    }

    private static Mutiny.SelectionQuery<Company> byId(Mutiny.Session session, long companyId) {
        return session.createSelectionQuery(BY_ID, Company.class).setParameter("companyId", companyId);
    }

    private static Company orNotFound(Company company, long companyId) {
        return Optional.ofNullable(company).orElseThrow(() -> new RefusedException(CompanyError.NOT_FOUND, companyId));
    }
}
