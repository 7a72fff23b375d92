package app.velvet.sync.pull;

import app.velvet.api.parameters.Fields;
import app.velvet.sync.feed.FeedClass;
import java.util.EnumSet;
import java.util.Set;

/** Which classes a full load is asked for. */
final class SnapshotClasses {

    private static final String CLASSES = "classes";
    private static final int LONGEST_NAME = 100;

    private SnapshotClasses() {}

    /** All where none is named. */
    static Set<FeedClass> read(Fields fields) {
        var names = fields.texts(CLASSES, LONGEST_NAME);
        if (names == null || names.isEmpty()) {
            return EnumSet.allOf(FeedClass.class);
        }
        var classes = EnumSet.noneOf(FeedClass.class);
        names.forEach(name -> FeedClass.find(name).ifPresent(classes::add));
        if (!names.stream().allMatch(name -> FeedClass.find(name).isPresent())) {
            fields.reject(CLASSES, "is invalid");
        }
        return classes;
    }
}
