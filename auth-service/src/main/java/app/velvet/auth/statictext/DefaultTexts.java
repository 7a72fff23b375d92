package app.velvet.auth.statictext;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** What stands for a company that has written no text of its own, and for who has not said of which company he is. */
@ApplicationScoped
class DefaultTexts {

    private final Map<StaticTextType, String> texts = new EnumMap<>(StaticTextType.class);

    DefaultTexts() {
        for (var type : StaticTextType.values()) {
            texts.put(type, read("/static_text/" + type.wireName() + ".md"));
        }
    }

    /** Markdown. */
    String of(StaticTextType type) {
        return texts.get(type);
    }

    private static String read(String resource) {
        try (var text = DefaultTexts.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
