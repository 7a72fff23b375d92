package app.velvet.events.relay;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;

/** Tells records that Kafka will never take, however often they are sent, from everything that passes. */
final class BrokerRefusal {

    private static final List<Class<? extends Exception>> FOR_GOOD = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            PolicyViolationException.class,
            SerializationException.class,
            UnsupportedForMessageFormatException.class);

    private BrokerRefusal() {}

    /** Why the record was refused for good; empty if sending it again may help. */
    static Optional<String> reason(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var refusal = cause;
            if (FOR_GOOD.stream().anyMatch(type -> type.isInstance(refusal))) {
                return Optional.of(refusal.getClass().getSimpleName() + ": " + refusal.getMessage());
            }
        }
        return Optional.empty();
    }
}
