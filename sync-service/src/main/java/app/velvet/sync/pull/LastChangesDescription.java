package app.velvet.sync.pull;

/** How the protocol goes, for the OpenAPI document. */
final class LastChangesDescription {

    static final String TEXT = """
            A client keeps a copy of everything its user may see. It takes a `timestamp` from any answer, loads everything, \
            acknowledges that timestamp, and from then on sends the `timestamp` of the last answer as the next `start_date`.

            `activity_log` holds at most one element per entity, with its latest state, in the order in which the states \
            became visible: `create` if the user could not see the entity before `start_date`, `update` if he could, \
            `destroy` (without `data`) if it is gone or he may not see it any more. An element may come twice, and a \
            destroy of something never seen is to be ignored.

            Every answer carries a `cursor`, which is exact where a `timestamp` counts whole seconds: a client that sends the \
            last one as `cursor` instead of a `start_date` is told nothing twice. It follows the classes that the answer was \
            about, is to be taken as it is, and serves this company only. One from before the feed was restored or rebuilt, \
            or so old that destroys since then are forgotten, is answered with `Too many changes`. Acknowledgments are as \
            necessary as with a `start_date`.

            With a `limit` an answer is a page, and never too many changes. As long as it says `has_more`, send its `cursor` for \
            the next one; `create` and `update` are told from each other by the time that the first page was asked for. The \
            `timestamp` of an unfinished page is that of its last element, so that a client that goes on from it misses \
            nothing; only the cursor is certain to get on, though, as a second may hold more than a page.

            With `wait` (seconds) an answer without changes is held back until there is one, or until that time is over. It is \
            empty, too, when the service restarts: ask again. Session and rights are asked for again at its end. Wait with a \
            `cursor`: a `start_date` tells what is new in its own second once more, and at once.

            With `options` alone, only the named classes are answered. A time in the future counts as now. The same is \
            answered at `/last_changes`.

            `status` 1 means: load everything, then acknowledge. `message` is one of `Unknown params`, `Invalid params`, \
            `Invalid timestamp`, `Invalid timestamp at <Class>`, `Unknown device`, `No achievements: '<Class>'`, \
            `No achievements at some classes`, `Too many changes`.
            """;

    private LastChangesDescription() {}
}
