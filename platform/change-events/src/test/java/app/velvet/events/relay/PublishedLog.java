package app.velvet.events.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.ChangeHeaders;
import app.velvet.testing.TopicProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What subscribers find in a topic. */
final class PublishedLog {

    private PublishedLog() {}

    /** The sequences of a company in the order of the log, repeated ones too. */
    static List<Long> sequences(List<ConsumerRecord<String, String>> records, long companyId) {
        return changesOf(records, companyId).stream()
                .map(change -> Long.parseLong(TopicProbe.header(change, ChangeHeaders.SEQUENCE)))
                .toList();
    }

    /** The changes of a company as a consumer counts them that ignores what it has seen. */
    static List<ConsumerRecord<String, String>> countedOnce(
            List<ConsumerRecord<String, String>> records, long companyId) {
        var counted = new ArrayList<ConsumerRecord<String, String>>();
        long seen = 0;
        for (var change : changesOf(records, companyId)) {
            long sequence = Long.parseLong(TopicProbe.header(change, ChangeHeaders.SEQUENCE));
            if (sequence > seen) {
                counted.add(change);
                seen = sequence;
            }
        }
        return counted;
    }

    static void assertComplete(List<ConsumerRecord<String, String>> records, long companyId, long lastSequence) {
        assertEquals(
                LongStream.rangeClosed(1, lastSequence).boxed().toList(),
                sequences(countedOnce(records, companyId), companyId),
                "company " + companyId + " in " + sequences(records, companyId));
    }

    private static List<ConsumerRecord<String, String>> changesOf(
            List<ConsumerRecord<String, String>> records, long companyId) {
        return records.stream()
                .filter(change -> change.value() != null)
                .filter(change ->
                        TopicProbe.header(change, ChangeHeaders.COMPANY_ID).equals(Long.toString(companyId)))
                .toList();
    }
}
