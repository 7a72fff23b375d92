package app.velvet.events.consumer;

import org.apache.kafka.common.TopicPartition;

/** A company in one topic. */
record CompanyPartition(long companyId, TopicPartition partition) {

    String topic() {
        return partition.topic();
    }
}
