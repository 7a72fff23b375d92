package app.velvet.auth.passwordreset;

import app.velvet.api.error.RefusedException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reset tokens as they are stored: their hashes. */
@ApplicationScoped
class ResetTokenRepository {

    /** A deactivation of the user has made his tokens void; one of the company concerns too many to do so. */
    private static final String OWNER = """
            select token.company_id, token.user_id
              from reset_token token
              join company on company.id = token.company_id
             where token.hash = :hash and token.expires_at > :now and company.active
            """;

    private static final String USE = "delete from reset_token where hash = :hash";

    /** Whose password a token may set. */
    record Owner(long companyId, long userId) {}

    /** Fails with {@link PasswordResetError#INVALID_TOKEN} if there is no such token, or no longer. */
    Uni<Owner> requireOwner(ResetToken token, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OWNER, Object[].class)
                        .setParameter("hash", token.hash())
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).orElseThrow(ResetTokenRepository::invalid))
                .map(row -> new Owner(((Number) row[0]).longValue(), ((Number) row[1]).longValue()));
    }

    /**
     * A token that was good is good no longer. Its user must be locked for an update; fails as {@link #requireOwner} if
     * somebody used it, or something made it void, before that.
     */
    Uni<Void> use(ResetToken token) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(USE)
                        .setParameter("hash", token.hash())
                        .executeUpdate())
                .invoke(used -> {
                    if (used == 0) {
                        throw invalid();
                    }
                })
                .replaceWithVoid();
    }

    private static RefusedException invalid() {
        return new RefusedException(PasswordResetError.INVALID_TOKEN);
    }
}
