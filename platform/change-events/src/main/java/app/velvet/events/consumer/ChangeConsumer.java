package app.velvet.events.consumer;

import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Feeds one {@link ChangeHandler} from Kafka, on a thread of its own. */
public final class ChangeConsumer implements AutoCloseable {

    public ChangeConsumer(
            DataSource database,
            Map<String, Object> kafka,
            ChangeHandler handler,
            ConsumerSettings settings,
            ConsumerMetrics metrics,
            Consumer<ConsumerStep> steps) {}

    public void start() {}

    public boolean hasCaughtUp() {
        return false;
    }

    @Override
    public void close() {}
}
