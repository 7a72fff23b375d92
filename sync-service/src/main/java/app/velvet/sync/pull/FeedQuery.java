package app.velvet.sync.pull;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.Partitions;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.feed.NoteFlags;
import app.velvet.sync.feed.ShardStatement;
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

    /** The latest state of each entity, in order, as far as it lies in the window: one range of the index for each key. */
    private static final String IN_WINDOW = """
            from feed_entry as entry
             where entry.company_id = $1::bigint and entry.audience_key = reader.audience_key
               and entry.visible_at <= $5::timestamptz
               and (entry.visible_at, entry.class_name, entry.entity_id) > ($6::timestamptz, $7::text, $8::bigint)
               and entry.visible_at >= ($4::timestamptz[])[array_position($3::text[], entry.class_name)]
               %s
             order by entry.visible_at, entry.class_name, entry.entity_id
             limit $9::int
            """;

    /**
     * What left one of the reader's keys is gone for him only if it is under none of the others, and of several destroys the
     * latest counts.
     */
    private static final String NOT_UNDER_ANOTHER = """
            and not (entry.destroyed and exists (
                select from feed_entry as other
                 where other.company_id = $1::bigint
                   and other.class_name = entry.class_name and other.entity_id = entry.entity_id
                   and other.audience_key = any ($2::text[])
                   and (not other.destroyed or other.visible_at > entry.visible_at)))
            """;

    /**
     * An entity became visible to the reader when it came under the first of his keys and stayed under one or another. Where
     * he has but one key for it, it says so itself.
     */
    private static final String SINCE_THEN_UNDER_SOME_KEY = """
            and (entry.class_name <> all ($12::text[])
                 or (select lower(span)
                       from unnest((
                            select range_agg(other.visible_once
                                       + case when other.destroyed then '{}'
                                              else tstzmultirange(tstzrange(other.visible_since, null)) end)
                              from feed_entry as other
                             where other.company_id = $1::bigint
                               and other.class_name = entry.class_name and other.entity_id = entry.entity_id
                               and other.audience_key = any ($2::text[]))) as span
                      where upper_inf(span)) >= entry.start_date)
            """;

    /** What is in memory of an answer at once, but for the last entity: those may be of any size. In bytes, as they are stored. */
    private static final int FULL = 200_000;

    /** Of what is found, in order, what is read at once; with the size of all up to it. */
    private static final String UNTIL_FULL = """
            select sized.*
              from (select element.*,
                           coalesce(sum(pg_column_size(data)) over (order by %2$s rows unbounded preceding), 0) as size
                      from (%1$s) as element) as sized
             where size - coalesce(pg_column_size(data), 0) < %3$d
             order by %2$s
            """;

    /** Whether the reader gets the full form. That of a contact that something else embeds is for who may read the contact, too. */
    private static final String IN_FULL = """
            entry.full_for && %1$s::text[] and (entry.contact_id is null or entry.full_for && %2$s::text[])
            """;

    private static final ShardStatement ELEMENTS = elements(NOT_UNDER_ANOTHER, SINCE_THEN_UNDER_SOME_KEY);

    /** For a reader for whom no entity can lie under several of his keys. */
    private static final ShardStatement ELEMENTS_OF_ONE_KEY_EACH = elements("", "");

    private static ShardStatement elements(String notUnderAnother, String sinceThenUnderSomeKey) {
        return new ShardStatement(UNTIL_FULL.formatted(
                """
            select distinct on (entry.visible_at, entry.class_name, entry.entity_id)
                   entry.visible_at, entry.class_name, entry.entity_id, entry.destroyed, entry.privileged, entry.data,
                   not entry.destroyed and entry.visible_since >= entry.start_date %s as created
              from unnest($2::text[]) as reader (audience_key)
             cross join lateral (
                   select entry.visible_at, entry.class_name, entry.entity_id, entry.destroyed, entry.visible_since,
                          ($4::timestamptz[])[array_position($3::text[], entry.class_name)] as start_date,
                          entry.full_for && $10::text[] as privileged,
                          case when entry.masked_json is null or %s
                               then entry.full_json else entry.masked_json end as data
                     %s) as entry
             order by entry.visible_at, entry.class_name, entry.entity_id
             limit $9::int
            """.formatted(
                        sinceThenUnderSomeKey, IN_FULL.formatted("$10", "$11"), IN_WINDOW.formatted(notUnderAnother)),
                "visible_at, class_name, entity_id",
                FULL));
    }

    /** There are no more elements than entries, which are quicker to count. */
    private static final ShardStatement COUNT =
            new ShardStatement("""
            select case when entries < $9::int then entries
                        else (select count(*)::int from (
                                  select distinct entry.*
                                    from unnest($2::text[]) as reader (audience_key)
                                   cross join lateral (
                                         select entry.visible_at, entry.class_name, entry.entity_id %s) as entry
                                   limit $9::int) as elements)
                   end
              from (select count(*)::int as entries
                      from (select from unnest($2::text[]) as reader (audience_key)
                             cross join lateral (
                                   select from feed_entry as entry
                                    where entry.company_id = $1::bigint and entry.audience_key = reader.audience_key
                                      and entry.visible_at <= $5::timestamptz
                                      and (entry.visible_at, entry.class_name, entry.entity_id)
                                          > ($6::timestamptz, $7::text, $8::bigint)
                                    limit $9::int) as entry
                             limit $9::int) as entry) as counted
            """.formatted(IN_WINDOW.formatted(NOT_UNDER_ANOTHER)));

    /**
     * What is visible now, in an order in which nothing moves, so that it is met once whatever changes while the rest is
     * read: one pass over the company's part of the primary key. Were the classes asked of the index, it would begin anew at the
     * first of them each time.
     */
    private static final ShardStatement VISIBLE = new ShardStatement(
            UNTIL_FULL.formatted("""
            select distinct on (entry.class_name, entry.entity_id)
                   entry.visible_at, entry.class_name, entry.entity_id, false as destroyed,
                   entry.full_for && $7::text[] as privileged,
                   case when entry.masked_json is null or %s
                        then entry.full_json else entry.masked_json end as data,
                   true as created
              from feed_entry as entry
             where entry.company_id = $1::bigint
               and entry.audience_key = any ($2::text[])
               and (entry.class_name, entry.entity_id) > ($4::text, $5::bigint)
               and array_position($3::text[], entry.class_name) is not null
               and not entry.destroyed
             order by entry.class_name, entry.entity_id
             limit $6::int
            """.formatted(IN_FULL.formatted("$7", "$8")), "class_name, entity_id", FULL));

    // The columns of an element: to find them by name, row by row, takes longer than to read them.
    private static final int VISIBLE_AT = 0;
    private static final int CLASS_NAME = 1;
    private static final int ENTITY_ID = 2;
    private static final int DESTROYED = 3;
    private static final int PRIVILEGED = 4;
    private static final int DATA = 5;
    private static final int CREATED = 6;
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
        var statement = underSeveral.isEmpty() ? ELEMENTS_OF_ONE_KEY_EACH : ELEMENTS;
        if (!underSeveral.isEmpty()) {
            parameters.addArrayOfString(wireNames(underSeveral));
        }
        return database.preparedQuery(statement.of(window.shard()))
                .execute(parameters)
                .map(rows -> chunk(rows, limit));
    }

    /** At least as many as the window has elements; {@code limit} or more only if it has so many. */
    Uni<Integer> count(Window window, int limit) {
        return database.preparedQuery(COUNT.of(window.shard()))
                .execute(parameters(window, window.begin(), limit))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /**
     * The next visible entities of the window's classes by class and id, whenever they became visible, at most {@code limit}
     * of them.
     *
     * @param after an entity, by class and id only
     */
    Uni<Chunk> visible(Window window, Position after, int limit) {
        return database.preparedQuery(VISIBLE.of(window.shard()))
                .execute(Tuple.tuple()
                        .addLong(window.companyId())
                        .addArrayOfString(window.keysOfClasses().toArray(String[]::new))
                        .addArrayOfString(wireNames(window.startDates().keySet()))
                        .addString(after.className())
                        .addLong(after.id())
                        .addInteger(limit)
                        .addArrayOfString(window.grants().toArray(String[]::new))
                        .addArrayOfString(window.grantsOnReadContacts().toArray(String[]::new)))
                .map(rows -> chunk(rows, limit));
    }

    private static String[] wireNames(Set<FeedClass> classes) {
        return classes.stream().map(FeedClass::wireName).toArray(String[]::new);
    }

    private static Tuple parameters(Window window, Position after, int limit) {
        return Tuple.tuple()
                .addLong(window.companyId())
                .addArrayOfString(window.keysOfClasses().toArray(String[]::new))
                .addArrayOfString(wireNames(window.startDates().keySet()))
                .addArrayOfOffsetDateTime(window.startDates().values().stream()
                        .map(FeedQuery::utc)
                        .toArray(OffsetDateTime[]::new))
                .addOffsetDateTime(utc(window.end()))
                .addOffsetDateTime(utc(after.visibleAt()))
                .addString(after.className())
                .addLong(after.id())
                .addInteger(limit);
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

    private static Chunk chunk(RowSet<Row> rows, int limit) {
        var elements = new ArrayList<Element>(rows.size());
        var size = 0L;
        for (var row : rows) {
            elements.add(element(row));
            size = row.getLong(SIZE);
        }
        return new Chunk(elements, elements.size() < limit && size < FULL);
    }

    private static Element element(Row row) {
        return new Element(
                row.getOffsetDateTime(VISIBLE_AT).toInstant(),
                action(row),
                row.getString(CLASS_NAME),
                row.getLong(ENTITY_ID),
                data(row));
    }

    private static Action action(Row row) {
        if (row.getBoolean(DESTROYED)) {
            return Action.DESTROY;
        }
        return row.getBoolean(CREATED) ? Action.CREATE : Action.UPDATE;
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
