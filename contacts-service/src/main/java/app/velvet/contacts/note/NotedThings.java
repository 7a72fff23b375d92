package app.velvet.contacts.note;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whatever notes are about. */
@ApplicationScoped
class NotedThings {

    private final Map<NoteSubject, Noted> noted;

    NotedThings(@All List<Noted> noted) {
        this.noted = noted.stream().collect(toMap(Noted::subject, Function.identity()));
    }

    Uni<Optional<NotedThing>> find(long companyId, About about) {
        return noted.get(about.subject()).find(companyId, about.id());
    }

    /**
     * Those of these things that exist. Until the end of the transaction nobody changes them, removes them or changes
     * their notes.
     */
    Uni<Map<About, NotedThing>> hold(long companyId, Collection<About> things) {
        var held = new LinkedHashMap<About, NotedThing>();
        return Multi.createFrom()
                .iterable(things.stream().distinct().sorted(About.ORDER).toList())
                .call(about -> noted.get(about.subject())
                        .hold(companyId, about.id())
                        .invoke(found -> found.ifPresent(thing -> held.put(about, thing))))
                .collect()
                .last()
                .replaceWith(held);
    }
}
