package app.velvet.contacts.publication;

import app.velvet.contacts.contact.PublishedContacts;
import app.velvet.contacts.dictionary.PublishedDictionaries;
import app.velvet.contacts.goal.PublishedGoals;
import app.velvet.contacts.importing.PublishedImports;
import app.velvet.contacts.log.PublishedLogs;
import app.velvet.contacts.note.PublishedNotes;
import app.velvet.contacts.tag.PublishedTags;
import app.velvet.contacts.task.PublishedTasks;
import app.velvet.events.relay.PublishedClasses;
import app.velvet.events.relay.StateSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** All that contacts-service publishes. */
class Publication {

    @Produces
    @Singleton
    StateSource state(
            PublishedTags tags,
            PublishedContacts contacts,
            PublishedGoals goals,
            PublishedTasks tasks,
            PublishedLogs logs,
            PublishedNotes notes,
            PublishedImports imports,
            PublishedDictionaries dictionaries) {
        return new PublishedClasses(Stream.of(
                        tags.classes(),
                        contacts.classes(),
                        goals.classes(),
                        tasks.classes(),
                        logs.classes(),
                        notes.classes(),
                        imports.classes(),
                        dictionaries.classes())
                .flatMap(List::stream)
                .toList());
    }
}
