package app.velvet.events.consumer;

import java.util.HashMap;
import java.util.Map;

/** What of one batch can never be applied, and what becomes of it. */
final class Refusals {

    private final boolean stopCompanies;
    private final Map<Long, String> byHandler = new HashMap<>();

    Refusals(boolean stopCompanies) {
        this.stopCompanies = stopCompanies;
    }

    void add(long offset, String reason) {
        byHandler.put(offset, reason);
    }

    /** Null if nothing is known against it. */
    String reason(Received received) {
        return received instanceof Received.Unreadable unreadable
                ? unreadable.reason()
                : byHandler.get(received.offset());
    }

    boolean stopsCompany(Received received) {
        return reason(received) != null && stopCompanies && received.companyId() != null;
    }

    boolean putsAside(Received received) {
        return reason(received) != null && !stopsCompany(received);
    }
}
