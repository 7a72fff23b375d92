package app.velvet.api.token;

import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.Map;
import java.util.Set;

/**
 * A caller as Quarkus Security knows him. He has no roles: what he may do depends on what he does it to, see
 * {@link Caller#permissions}.
 */
record CallerIdentity(Caller caller) implements SecurityIdentity {

    static final String CALLER = Caller.class.getName();

    @Override
    public Principal getPrincipal() {
        return () -> String.valueOf(caller.userId());
    }

    @Override
    public boolean isAnonymous() {
        return false;
    }

    @Override
    public Set<String> getRoles() {
        return Set.of();
    }

    @Override
    public boolean hasRole(String role) {
        return false;
    }

    @Override
    public <T extends Credential> T getCredential(Class<T> credentialType) {
        return null;
    }

    @Override
    public Set<Credential> getCredentials() {
        return Set.of();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getAttribute(String name) {
        return CALLER.equals(name) ? (T) caller : null;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of(CALLER, caller);
    }

    @Override
    public Set<Permission> getPermissions() {
        return Set.of();
    }

    @Override
    public Uni<Boolean> checkPermission(Permission permission) {
        return Uni.createFrom().item(false);
    }
}
