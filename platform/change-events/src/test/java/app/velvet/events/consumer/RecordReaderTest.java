package app.velvet.events.consumer;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import app.velvet.events.ChangeHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that cannot be read is told apart, whatever is wrong with it; reading itself never fails. */
class RecordReaderTest {

    private static final String VALUE =
            "{\"action\":\"create\",\"id\":3,\"class_name\":\"Contact\",\"data\":{\"id\":3}}";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
    void valueInAnotherEncodingIsUnreadable(String encoding) {
        assertUnreadable(VALUE.getBytes(Charset.forName(encoding)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"action\":\"burn\"}", "{\"id\":1e99999999999}"})
    void valueThatIsNoChangeIsUnreadable(String value) {
        assertUnreadable(value.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertUnreadable(byte[] value) {
        var key = "5/Contact/3".getBytes(StandardCharsets.UTF_8);
        var raw = new ConsumerRecord<>("contacts.changes", 5, 0, key, value);
        raw.headers().add(ChangeHeaders.COMPANY_ID, "5".getBytes(StandardCharsets.UTF_8));

        assertInstanceOf(Received.Unreadable.class, RecordReader.read(raw));
    }
}
