package app.velvet.testing.reflection;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * In every test of a module that depends on this one: no class of ours is read or written as JSON that would be empty in a
 * native executable, as it is neither of an endpoint nor {@code @RegisterForReflection}.
 */
@Singleton
public class RegisteredJson implements ObjectMapperCustomizer {

    private static final String OURS = "app.velvet.";

    @Override
    public void customize(ObjectMapper json) {
        var registered = RegisteredClasses.names();
        json.registerModule(new SimpleModule("registered for reflection")
                .setSerializerModifier(new Written(registered))
                .setDeserializerModifier(new Read(registered)));
    }

    private static void require(Class<?> type, Set<String> registered) {
        if (type.getName().startsWith(OURS) && !registered.contains(type.getName())) {
            throw new AssertionError(type + " becomes JSON and is not registered for reflection");
        }
    }

    private static final class Written extends BeanSerializerModifier {

        private final transient Set<String> registered;

        private Written(Set<String> registered) {
            this.registered = registered;
        }

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
            require(bean.getBeanClass(), registered);
            return properties;
        }
    }

    private static final class Read extends BeanDeserializerModifier {

        private final transient Set<String> registered;

        private Read(Set<String> registered) {
            this.registered = registered;
        }

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription bean, BeanDeserializerBuilder builder) {
            require(bean.getBeanClass(), registered);
            return builder;
        }
    }
}
