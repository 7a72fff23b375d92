package app.velvet.contacts.dictionary;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dictionary as it is answered and published. */
record DictionaryView(
        long id,
        DictionaryKey key,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = Object.class,
                description =
                        "Texts; of `locations` `{region, cities: []}`, of `thermal_receipt_fields` `{order, key, name}`")
        DictionaryValue value,

        Instant createdAt,
        Instant updatedAt) {

    static DictionaryView of(Dictionary dictionary) {
        return new DictionaryView(
                dictionary.id(), dictionary.key(), dictionary.value(), dictionary.createdAt(), dictionary.updatedAt());
    }
}
