package app.velvet.auth.company;

import app.velvet.api.error.RefusedException;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
public class CompanyRepository implements PanacheRepository<Company> {

    public Uni<Company> require(long companyId) {
        return findById(companyId)
                .onItem()
                .ifNull()
                .failWith(() -> new RefusedException(CompanyError.NOT_FOUND, companyId));
    }

    /** Until the transaction ends nobody else changes it. */
    Uni<Company> requireForChange(long companyId) {
        return findById(companyId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new RefusedException(CompanyError.NOT_FOUND, companyId));
    }
}
