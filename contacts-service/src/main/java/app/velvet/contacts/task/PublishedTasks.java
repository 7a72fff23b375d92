package app.velvet.contacts.task;

import app.velvet.contacts.log.EmbeddedLogs;
import app.velvet.contacts.note.EmbeddedNotes;
import app.velvet.contacts.note.NoteSubject;
import app.velvet.contacts.query.StoredJson;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Tasks as they were last published. */
@ApplicationScoped
public class PublishedTasks implements PublishedClass {

    private static final String QUERY = """
            select t.company_id,
                   to_jsonb(t) || jsonb_build_object('notes', %s, 'log_methods', %s) as task
              from task t where t.company_id = ? and t.id > ? order by t.id
            """.formatted(
            EmbeddedNotes.query(NoteSubject.TASK, "t.company_id", "t.id"), EmbeddedLogs.query("t.company_id", "t.id"));

    private final StoredJson json;

    PublishedTasks(StoredJson json) {
        this.json = json;
    }

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return TaskChanges.TASK;
    }

    @Override
    public String query() {
        return QUERY;
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        return TaskChanges.current(row.getLong("company_id"), json.read(row.getString("task"), TaskView.class));
    }
}
