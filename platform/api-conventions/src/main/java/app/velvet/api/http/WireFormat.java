package app.velvet.api.http;

import app.velvet.api.parameters.WireName;
import app.velvet.api.time.Timestamps;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/** JSON as the contract has it: {@code snake_case}, every field present, times in seconds of UTC, enums by wire name. */
@Singleton
public class WireFormat implements ObjectMapperCustomizer {

    /** After Quarkus' own, which registers Jackson's module for times: of two serializers the later registered counts. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper json) {
        json.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .registerModule(new SimpleModule("velvet")
                        .addSerializer(Instant.class, new InstantSerializer())
                        .addSerializer(WireName.class, new WireNameSerializer())
                        .setDeserializerModifier(new WireNames()));
    }

    private static final class InstantSerializer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Timestamps.format(moment));
        }
    }

    private static final class WireNameSerializer extends JsonSerializer<WireName> {
        @Override
        public void serialize(WireName value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.wireName());
        }
    }

    /** Reads enums back by the names that they are written with. */
    private static final class WireNames extends BeanDeserializerModifier {
        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> usual) {
            return WireName.class.isAssignableFrom(type.getRawClass())
                    ? new WireNameDeserializer(type.getRawClass())
                    : usual;
        }
    }

    private static final class WireNameDeserializer extends JsonDeserializer<Object> {

        private final Class<?> type;

        WireNameDeserializer(Class<?> type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var name = json.getValueAsString();
            for (var value : type.getEnumConstants()) {
                if (((WireName) value).wireName().equals(name)) {
                    return value;
                }
            }
            return context.handleWeirdStringValue(type, name, "not one of its wire names");
        }
    }
}
