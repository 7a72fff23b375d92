package app.velvet.venues.event;

import java.time.LocalDate;

/** Where in the order of lists an event stands: by date, then by id. */
record EventPlace(LocalDate date, long id) {

    /** Before all events. */
    static final EventPlace BEGINNING = new EventPlace(LocalDate.EPOCH.withYear(1), 0);

    static EventPlace of(WholeEvent event) {
        return new EventPlace(event.times().date(), event.id());
    }
}
