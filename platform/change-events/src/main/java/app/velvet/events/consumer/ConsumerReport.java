package app.velvet.events.consumer;

import org.jboss.logging.Logger;

/** Tells operators what became of a batch. */
final class ConsumerReport {

    private static final Logger LOG = Logger.getLogger(ChangeConsumer.class);

    private final String consumer;
    private final ConsumerMetrics metrics;

    ConsumerReport(String consumer, ConsumerMetrics metrics) {
        this.consumer = consumer;
        this.metrics = metrics;
    }

    void committed(Batch batch, BatchEffect effect) {
        var partition = batch.partition();
        metrics.applied(effect.applied().size());
        metrics.repeated(effect.repeated());
        metrics.putAside(effect.putAside());
        effect.gaps().forEach(gap -> {
            metrics.gap();
            LOG.warnf("%s has lost changes of %s: %s", consumer, partition, gap);
        });
        effect.kept()
                .stops()
                .forEach((companyId, stop) -> LOG.errorf(
                        "%s stands still for company %d at offset %d of %s: %s",
                        consumer, companyId, stop.failed().offset(), partition, stop.reason()));
        if (effect.putAside() > 0) {
            LOG.errorf(
                    "%s has put aside %d records of %s, see %s",
                    consumer, effect.putAside(), partition, DeadLetters.topicFor(partition.topic(), consumer));
        }
    }
}
