package app.velvet.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCheckTest {

    private static final String TAG = """
            {"action":"update","id":7,"class_name":"Tag","data":{"id":7,"name":"Jazz","company_id":65,"tag_category_id":3}}""";

    private final RecordCheck check = new RecordCheck(EventDocument.read());
    private final Map<String, String> headers = new LinkedHashMap<>();

    RecordCheckTest() {
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", "20261129T120000000Z-65-12");
        headers.put("ce_source", "/contacts-service");
        headers.put("ce_type", "velvet.tag.updated");
        headers.put("ce_subject", "Tag/7");
        headers.put("ce_time", "2026-11-29T12:00:00.123456Z");
        headers.put("content-type", "application/json; charset=UTF-8");
        headers.put("ce_dataschema", "urn:velvet:schema:contacts.changes:Tag");
        headers.put("ce_companyid", "65");
        headers.put("ce_epoch", "20261129T120000000Z");
        headers.put("ce_sequence", "12");
        headers.put("ce_audience", "company");
    }

    @Test
    void recordAsItIsDescribedHasNoFindings() {
        assertThat(check.findings(tag(TAG))).isEmpty();
    }

    @Test
    void destroyHasNoData() {
        headers.put("ce_type", "velvet.tag.destroyed");

        assertThat(check.findings(tag("{\"action\":\"destroy\",\"id\":7,\"class_name\":\"Tag\"}")))
                .isEmpty();
        assertThat(check.findings(tag(TAG.replace("update", "destroy")))).isNotEmpty();
    }

    @Test
    void tombstoneHasItsCompanyAlone() {
        headers.keySet().removeIf(header -> !header.equals("ce_companyid"));

        assertThat(check.findings(record("contacts.changes", 1, "65/Tag/7", null)))
                .isEmpty();
        headers.put("ce_sequence", "12");
        assertThat(check.findings(record("contacts.changes", 1, "65/Tag/7", null)))
                .isNotEmpty();
    }

    @Test
    void pokeIsDescribed() {
        headers.clear();
        var poke =
                "{\"company_id\":65,\"audience_keys\":[\"Contact/venue:3\"],\"watermark\":\"2026-11-29T12:00:00.5Z\"}";

        assertThat(check.findings(record("feed.advanced", 1, "65", poke))).isEmpty();
        assertThat(check.findings(record("feed.advanced", 1, "65", poke.replace("watermark", "mark"))))
                .isNotEmpty();
        headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(check.findings(record("feed.advanced", 1, "65", poke))).isEmpty();
        headers.put("traceparent", "b7ad6b7169203331");
        assertThat(check.findings(record("feed.advanced", 1, "65", poke))).hasSize(1);
        headers.remove("traceparent");
        headers.put("ce_sequence", "12");
        assertThat(check.findings(record("feed.advanced", 1, "65", poke))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "name":"Jazz"             | "name":"Jazz","mood":"blue"   | 'mood' is not defined
            "name":"Jazz",            |                               | required property 'name' not found
            "name":"Jazz"             | "name":null                   | null found, string expected
            "name":"Jazz"             | "name":5                      | integer found, string expected
            "company_id":65           | "company_id":6.5              | number found, integer expected
            "update"                  | "upsert"                      | does not have a value in the enumeration
            "class_name":"Tag"        | "class_name":"Tag","more":1   | 'more' is not defined
            "class_name":"Tag"        | "class_name":"Genre"          | is not documented
            "id":7,"class_name"       | "id":8,"class_name"           | the key is 65/Tag/7 instead of 65/Tag/8
            """)
    void valueThatIsNotAsDescribedIsFound(String before, String after, String finding) {
        var value = TAG.replace(before, after == null ? "" : after);

        assertThat(check.findings(tag(value))).anyMatch(found -> found.contains(finding));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ce_audience   |                                          | required property 'ce_audience' not found
            ce_audience   | everybody                                | does not match the regex pattern
            ce_mood       | blue                                     | 'ce_mood' is not defined
            ce_time       | today                                    | does not match the date-time pattern
            ce_id         | 20261129T120000000Z-65-13                | ce_id is
            ce_source     | /venues-service                          | ce_source is
            ce_type       | velvet.tag.created                       | ce_type is
            ce_subject    | Tag/8                                    | ce_subject is
            ce_companyid  | 66                                       | ce_companyid is
            ce_dataschema | urn:velvet:schema:contacts.changes:Task  | ce_dataschema is
            """)
    void headerThatIsNotAsDescribedIsFound(String header, String value, String finding) {
        Optional.ofNullable(value).ifPresentOrElse(given -> headers.put(header, given), () -> headers.remove(header));

        assertThat(check.findings(tag(TAG))).anyMatch(found -> found.contains(finding));
    }

    @Test
    void otherTopicOrPartitionIsFound() {
        assertThat(check.findings(record("auth.changes", 1, "65/Tag/7", TAG))).isNotEmpty();
        assertThat(check.findings(record("contacts.changes", 2, "65/Tag/7", TAG)))
                .anyMatch(found -> found.contains("is not in the partition of its company"));
    }

    private ConsumerRecord<String, byte[]> tag(String value) {
        return record("contacts.changes", 1, "65/Tag/7", value);
    }

    private ConsumerRecord<String, byte[]> record(String topic, int partition, String key, String value) {
        var kafkaHeaders = new RecordHeaders();
        headers.forEach((name, text) -> kafkaHeaders.add(name, text.getBytes(StandardCharsets.UTF_8)));
        var bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                topic, partition, 0, 0, TimestampType.CREATE_TIME, 0, 0, key, bytes, kafkaHeaders, Optional.empty());
    }
}
