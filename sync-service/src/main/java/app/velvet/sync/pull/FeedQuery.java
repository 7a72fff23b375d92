package app.velvet.sync.pull;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.Partitions;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.feed.NoteFlags;
import app.velvet.sync.pull.Element.Position;
import app.velvet.sync.pull.ReaderState.Device;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the feed. */
@ApplicationScoped
class FeedQuery {

    private static final String READER_STATE = """
            select clock.epoch, clock.watermark, clock.rebuilding, reader.keys, reader.grants,
                   device.device is not null as device_known, device.acknowledged_at,
                   coalesce(device.seen_at < now() - interval '1 day', false) as seen_long_ago,
                   greatest(forgotten.forgotten_until, clock.forgotten_until) as forgotten_until,
                   array(select change.class_name from feed_scope_change as change
                          where change.company_id = $2 and change.user_id = $3
                            and change.changed_at + make_interval(secs => $5) >= device.acknowledged_at) as expired
              from feed_shard as clock
              left join feed_reader as reader on reader.company_id = $2 and reader.user_id = $3
              left join feed_acknowledgment as device
                     on device.company_id = $2 and device.user_id = $3 and device.device = $4
              left join feed_forgotten as forgotten on forgotten.company_id = $2
             where clock.shard = $1
            """;

    // The columns of an element: to find them by name, row by row, takes longer than to read them.
    private static final int VISIBLE_AT = 0;
    private static final int CLASS_NAME = 1;
    private static final int ENTITY_ID = 2;
    private static final int DESTROYED = 3;
    private static final int PRIVILEGED = 4;
    private static final int DATA = 5;
    private static final int VISIBLE_SINCE = 6;
    private static final int SIZE = 7;

    private final Pool database;
    private final SyncSettings settings;

    FeedQuery(Pool database, SyncSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * How the caller's device stands. Everything else that an answer is made of must be read after it: then what the answer
     * does not contain is later than its watermark.
     */
    Uni<ReaderState> readerState(Caller caller) {
        return database.preparedQuery(READER_STATE)
                .execute(Tuple.from(List.of(
                        Partitions.of(caller.companyId()),
                        caller.companyId(),
                        caller.userId(),
                        caller.device(),
                        settings.scopeChangeMargin().toNanos() / 1e9)))
                .map(rows -> readerState(rows.iterator().next()));
    }

    /** The next elements of a window, at most {@code limit} of them. */
    Uni<Chunk> elements(Window window, Position after, int limit) {
        var parameters = parameters(window, after, limit)
                .addArrayOfString(window.grants().toArray(String[]::new))
                .addArrayOfString(window.grantsOnReadContacts().toArray(String[]::new));
        var underSeveral = window.classesUnderSeveralKeys();
        if (!underSeveral.isEmpty()) {
            parameters
                    .addArrayOfString(window.keysOfClasses().toArray(String[]::new))
                    .addArrayOfString(wireNames(underSeveral));
        }
        var statement = FeedStatements.elements(
                !underSeveral.isEmpty(), window.advancedKeysOfClasses().size() == 1);
        return database.preparedQuery(statement.of(window.shard()))
                .execute(parameters)
                .map(rows -> chunk(rows, window, limit));
    }

    /** At least as many as the window has elements; {@code limit} or more only if it has so many. */
    Uni<Integer> count(Window window, int limit) {
        return database.preparedQuery(FeedStatements.COUNT.of(window.shard()))
                .execute(parameters(window, window.begin(), limit)
                        .addArrayOfString(window.keysOfClasses().toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /**
     * The next visible entities of the window's classes by class and id, whenever they became visible, at most {@code limit}
     * of them.
     *
     * @param after an entity, by class and id only
     */
    Uni<Chunk> visible(Window window, Position after, int limit) {
        return database.preparedQuery(FeedStatements.VISIBLE.of(window.shard()))
                .execute(Tuple.tuple()
                        .addLong(window.companyId())
                        .addArrayOfString(window.keysOfClasses().toArray(String[]::new))
                        .addArrayOfString(wireNames(window.startDates().keySet()))
                        .addString(after.className())
                        .addLong(after.id())
                        .addInteger(limit)
                        .addArrayOfString(window.grants().toArray(String[]::new))
                        .addArrayOfString(window.grantsOnReadContacts().toArray(String[]::new)))
                .map(rows -> chunk(rows, window, limit));
    }

    private static String[] wireNames(Set<FeedClass> classes) {
        return classes.stream().map(FeedClass::wireName).toArray(String[]::new);
    }

    private static Tuple parameters(Window window, Position after, int limit) {
        return Tuple.tuple()
                .addLong(window.companyId())
                .addArrayOfString(window.advancedKeysOfClasses().toArray(String[]::new))
                .addArrayOfString(wireNames(window.startDates().keySet()))
                .addArrayOfOffsetDateTime(window.startDates().values().stream()
                        .map(FeedQuery::utc)
                        .toArray(OffsetDateTime[]::new))
                .addOffsetDateTime(utc(window.end()))
                .addOffsetDateTime(utc(after.visibleAt()))
                .addString(after.className())
                .addLong(after.id())
                .addInteger(limit)
                .addOffsetDateTime(utc(Collections.max(window.startDates().values())));
    }

    /**
     * A user is let in only once the copy of the staff has him, and the feed gets him with it. Of a feed that is half rebuilt
     * nobody is told anything: whoever was told to load everything would load half of it.
     */
    private static ReaderState readerState(Row row) {
        if (row.getBoolean("rebuilding") || row.getArrayOfStrings("keys") == null) {
            throw new RefusedException(ApiError.UNAVAILABLE);
        }
        return new ReaderState(
                row.getUUID("epoch"),
                instant(row, "watermark"),
                Set.of(row.getArrayOfStrings("keys")),
                Set.of(row.getArrayOfStrings("grants")),
                device(row),
                row.getBoolean("seen_long_ago"),
                Arrays.stream(row.getArrayOfStrings("expired"))
                        .flatMap(name -> FeedClass.find(name).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                instant(row, "forgotten_until"));
    }

    private static Device device(Row row) {
        if (!row.getBoolean("device_known")) {
            return Device.NEVER_ACKNOWLEDGED;
        }
        return row.getValue("acknowledged_at") == null ? Device.FORGOTTEN : Device.ACKNOWLEDGED;
    }

    private static Chunk chunk(RowSet<Row> rows, Window window, int limit) {
        var elements = new ArrayList<Element>(rows.size());
        var size = 0L;
        for (var row : rows) {
            elements.add(element(row, window));
            size = row.getLong(SIZE);
        }
        return new Chunk(elements, elements.size() < limit && size < FeedStatements.FULL);
    }

    private static Element element(Row row, Window window) {
        return new Element(
                row.getOffsetDateTime(VISIBLE_AT).toInstant(),
                action(row, window),
                row.getString(CLASS_NAME),
                row.getLong(ENTITY_ID),
                data(row));
    }

    private static Action action(Row row, Window window) {
        if (row.getBoolean(DESTROYED)) {
            return Action.DESTROY;
        }
        var visibleSince = row.getOffsetDateTime(VISIBLE_SINCE).toInstant();
        return window.hasCreated(row.getString(CLASS_NAME), visibleSince) ? Action.CREATE : Action.UPDATE;
    }

    private static String data(Row row) {
        var data = row.getString(DATA);
        return data != null && row.getString(CLASS_NAME).equals(FeedClass.NOTE.wireName())
                ? NoteFlags.appendTo(data, row.getBoolean(PRIVILEGED))
                : data;
    }

    private static Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
