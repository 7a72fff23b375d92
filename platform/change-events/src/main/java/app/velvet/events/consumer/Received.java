package app.velvet.events.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a change topic, as far as it could be read. */
sealed interface Received {

    ConsumerRecord<byte[], byte[]> raw();

    /** The company it names, or null if not even that can be told. */
    Long companyId();

    /** Its place among the company's changes, or null if it has none or that cannot be told. */
    Place place();

    default long offset() {
        return raw().offset();
    }

    /** A change of the form that the contract gives. */
    record Change(ConsumerRecord<byte[], byte[]> raw, ChangeRecord change) implements Received {

        @Override
        public Long companyId() {
            return change.companyId();
        }

        @Override
        public Place place() {
            return new Place(change.epoch(), change.sequence());
        }
    }

    /** What compaction leaves of an entity that was destroyed: it says nothing new and has no sequence. */
    record Tombstone(ConsumerRecord<byte[], byte[]> raw, Long companyId) implements Received {

        @Override
        public Place place() {
            return null;
        }
    }

    /** Anything else. */
    record Unreadable(ConsumerRecord<byte[], byte[]> raw, Long companyId, Place place, String reason)
            implements Received {}

    /**
     * The place of a change among all of its company and topic.
     *
     * @param epoch a later one is greater, as text
     */
    record Place(String epoch, long sequence) {

        /** Whether a change at {@code other} comes after the one at this place. */
        boolean isBefore(Place other) {
            var epochs = epoch.compareTo(other.epoch);
            return epochs < 0 || epochs == 0 && sequence < other.sequence;
        }
    }
}
