package app.velvet.api.token;

import io.smallrye.mutiny.Uni;

/**
 * Who may come in, asked for every request that carries a token. Each service has one: auth-service answers from its own
 * tables, the others from the copy of the staff that change events keep. It never calls another service, answers from
 * memory where it can, and learns of a sign-out, a deactivation or a change of permissions within a second.
 */
public interface AccessDirectory {

    /** Never null; fails only if this service's own database is out of reach. */
    Uni<Access> find(TokenClaims claims);
}
