package app.velvet.sync.memory;

import app.velvet.api.token.Caller;

/** A device of a user, by what it acknowledges under. */
public record Device(long companyId, long userId, String name) {

    static Device of(Caller caller) {
        return new Device(caller.companyId(), caller.userId(), caller.device());
    }
}
