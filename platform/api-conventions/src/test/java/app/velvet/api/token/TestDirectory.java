package app.velvet.api.token;

import app.velvet.api.permission.Permissions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A directory that lets in whoever it was not told anything about. */
@ApplicationScoped
public class TestDirectory implements AccessDirectory {

    private final Set<Long> endedSessions = ConcurrentHashMap.newKeySet();
    private final Set<Long> deactivatedUsers = ConcurrentHashMap.newKeySet();
    private final Map<Long, Permissions> permissions = new ConcurrentHashMap<>();
    private final AtomicInteger timesBehind = new AtomicInteger();
    private final AtomicInteger timesAsked = new AtomicInteger();
    private volatile RuntimeException outage;

    @Override
    public Uni<Access> find(TokenClaims claims) {
        return Uni.createFrom().item(() -> answer(claims));
    }

    private Access answer(TokenClaims claims) {
        timesAsked.incrementAndGet();
        if (outage != null) {
            throw outage;
        }
        if (timesBehind.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
            return new Access.Behind();
        }
        if (deactivatedUsers.contains(claims.userId())) {
            return new Access.Deactivated();
        }
        if (endedSessions.contains(claims.sessionId())) {
            return new Access.Ended();
        }
        return new Access.Granted(new Caller(
                claims.companyId(),
                claims.userId(),
                claims.sessionId(),
                claims.device(),
                "Test User",
                false,
                null,
                permissions.getOrDefault(claims.userId(), Permissions.NONE),
                claims.expiresAt()));
    }

    public void endSession(long sessionId) {
        endedSessions.add(sessionId);
    }

    public void deactivate(long userId) {
        deactivatedUsers.add(userId);
    }

    public void permit(long userId, Permissions permitted) {
        permissions.put(userId, permitted);
    }

    /** The next so many questions find it behind. */
    public void beBehind(int questions) {
        timesBehind.set(questions);
    }

    public void beOutOfReach(RuntimeException failure) {
        outage = failure;
    }

    public int timesAsked() {
        return timesAsked.get();
    }

    /** Forgets everything it was told. */
    public void reset() {
        endedSessions.clear();
        deactivatedUsers.clear();
        permissions.clear();
        timesBehind.set(0);
        timesAsked.set(0);
        outage = null;
    }
}
