package app.velvet.auth.permissionlevel;

import io.smallrye.mutiny.Uni;

/** Those who have permission levels. */
public interface LevelHolders {

    /** Whether anybody has the level, be he deactivated. */
    Uni<Boolean> exist(long companyId, long levelId);

    /**
     * Notes that whoever has the level is to be published with what it permits now; to be called in the transaction that
     * changes the level and locks it.
     *
     * @param actorId who changes it
     */
    Uni<Void> mustFollow(long companyId, long levelId, long actorId);

    /**
     * To be called after that transaction: the first some hundreds follow at once, the others soon, whoever crashes. Emits
     * when the first ones have, and never fails: what goes wrong is made good in the background.
     */
    Uni<Void> follow(long companyId, long levelId);
}
