package app.velvet.sync.pull;

import app.velvet.api.permission.KeySpace;
import app.velvet.api.token.Caller;
import app.velvet.events.Partitions;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.feed.Grant;
import app.velvet.sync.pull.Element.Position;
import app.velvet.sync.pull.Question.Changes;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of the feed that one answer is about.
 *
 * @param keys what the reader may see
 * @param advancedKeys those of them that anything in it can lie under
 * @param grants what he may see in full
 * @param startDates the asked classes, each from its time on
 * @param begin the place after which it begins, where that is later
 * @param end the last time that belongs to it
 */
record Window(
        int shard,
        long companyId,
        Set<String> keys,
        Set<String> advancedKeys,
        Set<String> grants,
        Map<FeedClass, Instant> startDates,
        Position begin,
        Instant end) {

    static Window of(Caller caller, ReaderState reader, Changes asked) {
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        asked.startDates().forEach((feedClass, time) -> startDates.put(feedClass, reader.limit(time)));
        return asked.cursor()
                .map(cursor -> after(cursor, startDates, caller, reader))
                .orElseGet(() -> of(caller, reader, startDates, Position.before(earliest(startDates))));
    }

    /** Classes that are asked for from before the cursor on take all the others back to its time, but not further. */
    private static Window after(Cursor cursor, Map<FeedClass, Instant> overriding, Caller caller, ReaderState reader) {
        var place = cursor.position();
        var isTakenBack = !overriding.isEmpty() && earliest(overriding).isBefore(place.visibleAt());
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        cursor.startDates()
                .forEach((feedClass, time) -> startDates.put(
                        feedClass, isTakenBack && time.isBefore(place.visibleAt()) ? place.visibleAt() : time));
        startDates.putAll(overriding);
        return of(caller, reader, startDates, isTakenBack ? Position.before(earliest(overriding)) : place);
    }

    private static Window of(Caller caller, ReaderState reader, Map<FeedClass, Instant> startDates, Position begin) {
        return new Window(
                Partitions.of(caller.companyId()),
                caller.companyId(),
                reader.keys(),
                reader.keys(),
                reader.grants(),
                startDates,
                begin,
                reader.watermark());
    }

    /** The same, it being known under which of the reader's keys something has changed in it. */
    Window withAdvancedKeys(Set<String> advanced) {
        return new Window(shard, companyId, keys, advanced, grants, startDates, begin, end);
    }

    /** The keys of the reader under which entities of these classes can lie. */
    Set<String> keysOfClasses() {
        return in(keys, keySpacesOfClasses());
    }

    /** Those of them under which anything in it can lie. */
    Set<String> advancedKeysOfClasses() {
        return in(advancedKeys, keySpacesOfClasses());
    }

    boolean isKnownToBeEmpty() {
        return advancedKeys.isEmpty() || advancedKeysOfClasses().isEmpty();
    }

    private Set<KeySpace> keySpacesOfClasses() {
        return startDates.keySet().stream()
                .flatMap(feedClass -> feedClass.keySpaces().stream())
                .collect(Collectors.toSet());
    }

    /** The same and that under which changes of his own rights are known. */
    Set<String> watchedKeys() {
        return Stream.concat(keysOfClasses().stream(), keysIn(Set.of(KeySpace.PRIVATE)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of which one entity can lie under several of the reader's keys. */
    Set<FeedClass> classesUnderSeveralKeys() {
        return startDates.keySet().stream()
                .filter(feedClass -> feedClass.keySpaces().stream()
                        .anyMatch(keySpace -> keysIn(Set.of(keySpace)).size() > 1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The grants that would show contacts in full to whoever may read just those that the reader may read. */
    Set<String> grantsOnReadContacts() {
        return keysIn(Set.of(KeySpace.CONTACT)).stream()
                .map(Grant.CONTACTS_IN_FULL::onAudienceOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> keysIn(Set<KeySpace> keySpaces) {
        return in(keys, keySpaces);
    }

    private static Set<String> in(Set<String> keys, Set<KeySpace> keySpaces) {
        return keys.stream()
                .filter(key -> keySpaces.stream().anyMatch(keySpace -> keySpace.contains(key)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Instant earliest(Map<FeedClass, Instant> startDates) {
        return Collections.min(startDates.values());
    }

    /** Whether an entity of an asked class that the reader sees since {@code time} is new to him. */
    boolean hasCreated(String className, Instant time) {
        return !time.isBefore(startDates.get(FeedClass.find(className).orElseThrow()));
    }

    /** All that is visible of these classes. */
    static Window ofEverything(Caller caller, ReaderState reader, Set<FeedClass> classes) {
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        classes.forEach(feedClass -> startDates.put(feedClass, Instant.EPOCH));
        return of(caller, reader, startDates, Position.before(Instant.EPOCH));
    }
}
