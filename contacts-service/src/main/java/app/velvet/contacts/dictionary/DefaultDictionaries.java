package app.velvet.contacts.dictionary;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What companies offer that have said nothing else. Defaults have ids of their own, under those of all that companies make;
 * whoever changes one in the file says so in its {@code updated_at}.
 */
@ApplicationScoped
@Startup
class DefaultDictionaries {

    private static final String FILE = "/dictionary/defaults.json";

    private final Map<DictionaryKey, DictionaryView> dictionaries = new EnumMap<>(DictionaryKey.class);

    DefaultDictionaries(ObjectMapper json) {
        try (var file = DefaultDictionaries.class.getResourceAsStream(FILE)) {
            for (var dictionary : json.readValue(file, new TypeReference<List<DictionaryView>>() {})) {
                dictionaries.put(dictionary.key(), dictionary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " holds no dictionaries", e);
        }
        if (dictionaries.size() < DictionaryKey.values().length) {
            throw new IllegalStateException(FILE + " has only " + dictionaries.keySet());
        }
    }

    DictionaryView of(DictionaryKey key) {
        return dictionaries.get(key);
    }

    /** In id order. */
    List<DictionaryView> all() {
        return under(List.of());
    }

    /** All dictionaries of a company that has these of its own, in id order. */
    List<DictionaryView> under(List<DictionaryView> own) {
        var ownByKey = own.stream().collect(Collectors.toMap(DictionaryView::key, Function.identity()));
        return Stream.of(DictionaryKey.values())
                .map(key -> ownByKey.getOrDefault(key, of(key)))
                .sorted(Comparator.comparingLong(DictionaryView::id))
                .toList();
    }
}
