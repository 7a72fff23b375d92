package app.velvet.sync.feed;

import app.velvet.events.Partitions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A statement about the entries of one shard, on the table of that shard. On the table of all of them, a plan that is kept
 * would lock sixty-four tables, and sort what comes from one of them in order already.
 */
public final class ShardStatement {

    private static final String TABLE_OF_ALL = "\\bfeed_entry\\b";

    private final List<String> texts;

    /** @param text about {@code feed_entry} */
    public ShardStatement(String text) {
        texts = IntStream.range(0, Partitions.COUNT)
                .mapToObj(shard -> text.replaceAll(TABLE_OF_ALL, table(shard)))
                .toList();
    }

    private static String table(int shard) {
        return "feed_entry_%02d".formatted(shard);
    }

    public String of(int shard) {
        return texts.get(shard);
    }
}
