package app.velvet.sync.feed;

import java.util.List;

/** What a note says of its reader. */
public final class NoteFlags {

    static final List<String> FIELDS = List.of("can_be_edited", "can_be_deleted");

    private NoteFlags() {}

    /** The JSON of a note from the feed, completed for a reader who may or may not edit it. */
    public static String appendTo(String note, boolean editable) {
        var flags = new StringBuilder(note).deleteCharAt(note.length() - 1);
        FIELDS.forEach(field -> flags.append(",\"").append(field).append("\":").append(editable));
        return flags.append('}').toString();
    }
}
