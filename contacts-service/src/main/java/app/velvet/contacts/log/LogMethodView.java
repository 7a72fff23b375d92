package app.velvet.contacts.log;

import java.time.Instant;

/** A log as it is answered and published. */
public record LogMethodView(
        long id,
        long contactId,
        Instant createdAt,
        Instant updatedAt,
        Instant date,
        LogKind kind,
        String location,
        Double locationLat,
        Double locationLng,
        String note,
        Result result,
        Long taskId,
        long userId) {

    static LogMethodView of(LogMethod log) {
        return new LogMethodView(
                log.id(),
                log.contactId(),
                log.createdAt(),
                log.updatedAt(),
                log.details().date(),
                log.details().kind(),
                log.details().location(),
                log.details().locationLat(),
                log.details().locationLng(),
                log.details().note(),
                log.details().result(),
                log.taskId(),
                log.userId());
    }
}
