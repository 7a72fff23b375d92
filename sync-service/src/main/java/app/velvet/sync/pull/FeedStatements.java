package app.velvet.sync.pull;

import app.velvet.sync.feed.ShardStatement;

/**
 * What the feed is asked, in the order of its parameters: the company, those of the reader's keys that have advanced, the classes
 * and the times that they are asked from, the last time, the place to go on after (three), the most rows, the latest of the
 * times; the reader's grants, those on contacts that he may read, all his keys, the classes under several of them.
 *
 * <p>Each statement has a use for all of its parameters: without one its type is unknown, and the client would prepare it anew each time.
 */
final class FeedStatements {

    /**
     * The latest state of each entity under a key, in order, as far as it lies in the window: one range of the index. Not of
     * another index, for which the condition on classes would be good if it were not hidden.
     */
    private static final String IN_WINDOW = """
            from feed_entry as entry
             where entry.company_id = $1::bigint and entry.audience_key = %s
               and entry.visible_at <= $5::timestamptz
               and (entry.visible_at, entry.class_name, entry.entity_id) > ($6::timestamptz, $7::text, $8::bigint)
               and (entry.class_name = any ($3::text[])) is true
               and (entry.visible_at >= $10::timestamptz
                    or entry.visible_at >= ($4::timestamptz[])[array_position($3::text[], entry.class_name)])
               %s
             order by entry.visible_at, entry.class_name, entry.entity_id
             limit $9::int
            """;

    /** Those of the reader's keys that anything in the window can lie under. */
    private static final String EACH_KEY = "unnest($2::text[]) as reader (audience_key)";

    private static final String ONLY_KEY = "($2::text[])[1]";

    /**
     * What left one of the reader's keys is gone for him only if it is under none of the others, and of several destroys the
     * latest counts.
     */
    private static final String NOT_UNDER_ANOTHER = """
            and not (entry.destroyed and exists (
                select from feed_entry as other
                 where other.company_id = $1::bigint
                   and other.class_name = entry.class_name and other.entity_id = entry.entity_id
                   and other.audience_key = any (%s::text[])
                   and (not other.destroyed or other.visible_at > entry.visible_at)))
            """;

    /** Where the reader has but one key for an entity, it says so itself. */
    private static final String SINCE_UNDER_THE_KEY = "entry.visible_since";

    /** An entity became visible to the reader when it came under the first of his keys and stayed under one or another. */
    private static final String SINCE_UNDER_SOME_KEY = """
            case when entry.class_name <> all ($14::text[]) then entry.visible_since
                 else (select lower(span)
                         from unnest((
                              select range_agg(other.visible_once
                                         + case when other.destroyed then '{}'
                                                else tstzmultirange(tstzrange(other.visible_since, null)) end)
                                from feed_entry as other
                               where other.company_id = $1::bigint
                                 and other.class_name = entry.class_name and other.entity_id = entry.entity_id
                                 and other.audience_key = any ($13::text[]))) as span
                        where upper_inf(span))
            end
            """;

    /** What is in memory of an answer at once, but for the last entity: those may be of any size. In bytes, as they are stored. */
    static final int FULL = 200_000;

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

    /** What an element is made of. */
    private static final String ELEMENT = """
            entry.visible_at, entry.class_name, entry.entity_id, entry.destroyed,
            entry.full_for && $11::text[] as privileged,
            case when entry.masked_json is null or %s then entry.full_json else entry.masked_json end as data,
            entry.visible_since
            """.formatted(IN_FULL.formatted("$11", "$12"));

    private static final ShardStatement ELEMENTS = ofKeys(NOT_UNDER_ANOTHER.formatted("$13"), SINCE_UNDER_SOME_KEY);
    private static final ShardStatement ELEMENTS_UNDER_ONE_KEY =
            ofOneKey(NOT_UNDER_ANOTHER.formatted("$13"), SINCE_UNDER_SOME_KEY);
    private static final ShardStatement SIMPLE_ELEMENTS = ofKeys("", SINCE_UNDER_THE_KEY);
    private static final ShardStatement SIMPLE_ELEMENTS_UNDER_ONE_KEY = ofOneKey("", SINCE_UNDER_THE_KEY);

    /**
     * The next elements of a window.
     *
     * @param underSeveralKeys whether an entity can lie under several of the reader's keys
     * @param underOneKey whether all that lies in the window lies under one key: then nothing has to be sorted
     */
    static ShardStatement elements(boolean underSeveralKeys, boolean underOneKey) {
        if (underSeveralKeys) {
            return underOneKey ? ELEMENTS_UNDER_ONE_KEY : ELEMENTS;
        }
        return underOneKey ? SIMPLE_ELEMENTS_UNDER_ONE_KEY : SIMPLE_ELEMENTS;
    }

    private static ShardStatement ofKeys(String notUnderAnother, String since) {
        return elements(
                since, """
                select distinct on (entry.visible_at, entry.class_name, entry.entity_id) entry.*
                  from %s
                 cross join lateral (select %s %s) as entry
                 order by entry.visible_at, entry.class_name, entry.entity_id
                 limit $9::int
                """.formatted(EACH_KEY, ELEMENT, IN_WINDOW.formatted("reader.audience_key", notUnderAnother)));
    }

    private static ShardStatement ofOneKey(String notUnderAnother, String since) {
        return elements(since, "select %s %s".formatted(ELEMENT, IN_WINDOW.formatted(ONLY_KEY, notUnderAnother)));
    }

    private static ShardStatement elements(String since, String entries) {
        return new ShardStatement(
                UNTIL_FULL.formatted("""
                select entry.visible_at, entry.class_name, entry.entity_id, entry.destroyed, entry.privileged, entry.data,
                       %s as visible_since
                  from (%s) as entry
                """.formatted(since, entries), "visible_at, class_name, entity_id", FULL));
    }

    /** There are no more elements than entries, which are quicker to count. */
    static final ShardStatement COUNT = new ShardStatement(
            """
            select case when entries < $9::int then entries
                        else (select count(*)::int from (
                                  select distinct entry.*
                                    from %1$s
                                   cross join lateral (
                                         select entry.visible_at, entry.class_name, entry.entity_id %2$s) as entry
                                   limit $9::int) as elements)
                   end
              from (select count(*)::int as entries
                      from (select from %1$s
                             cross join lateral (
                                   select from feed_entry as entry
                                    where entry.company_id = $1::bigint and entry.audience_key = reader.audience_key
                                      and entry.visible_at <= $5::timestamptz
                                      and (entry.visible_at, entry.class_name, entry.entity_id)
                                          > ($6::timestamptz, $7::text, $8::bigint)
                                    limit $9::int) as entry
                             limit $9::int) as entry) as counted
            """.formatted(EACH_KEY, IN_WINDOW.formatted("reader.audience_key", NOT_UNDER_ANOTHER.formatted("$11"))));

    /**
     * What is visible now, in an order in which nothing moves, so that it is met once whatever changes while the rest is
     * read: one pass over the company's part of the primary key. Were the classes asked of the index, it would begin anew at the
     * first of them each time.
     */
    static final ShardStatement VISIBLE = new ShardStatement(
            UNTIL_FULL.formatted("""
            select distinct on (entry.class_name, entry.entity_id)
                   entry.visible_at, entry.class_name, entry.entity_id, false as destroyed,
                   entry.full_for && $7::text[] as privileged,
                   case when entry.masked_json is null or %s
                        then entry.full_json else entry.masked_json end as data,
                   entry.visible_since
              from feed_entry as entry
             where entry.company_id = $1::bigint
               and entry.audience_key = any ($2::text[])
               and (entry.class_name, entry.entity_id) > ($4::text, $5::bigint)
               and array_position($3::text[], entry.class_name) is not null
               and not entry.destroyed
             order by entry.class_name, entry.entity_id
             limit $6::int
            """.formatted(IN_FULL.formatted("$7", "$8")), "class_name, entity_id", FULL));

    private FeedStatements() {}
}
