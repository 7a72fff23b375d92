package app.velvet.sync.feed;

import java.util.List;
import java.util.stream.Collectors;

/** What a note says of its reader. */
public final class NoteFlags {

    static final List<String> FIELDS = List.of("can_be_edited", "can_be_deleted");

    private static final String EDITABLE = end(true);
    private static final String READ_ONLY = end(false);

    private NoteFlags() {}

    private static String end(boolean editable) {
        return FIELDS.stream().map(field -> ",\"" + field + "\":" + editable).collect(Collectors.joining("", "", "}"));
    }

    /** The JSON of a note from the feed, completed for a reader who may or may not edit it. */
    public static String appendTo(String note, boolean editable) {
        return note.substring(0, note.length() - 1) + (editable ? EDITABLE : READ_ONLY);
    }
}
