package app.velvet.contacts.goal;

import app.velvet.contacts.goal.GoalChanges.Published;
import app.velvet.contacts.query.StoredJson;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Goals as they were last published. */
@ApplicationScoped
public class PublishedGoals implements PublishedClass {

    private final StoredJson json;

    PublishedGoals(StoredJson json) {
        this.json = json;
    }

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return GoalChanges.GOAL;
    }

    @Override
    public String query() {
        return "select id, to_jsonb(g) as goal from goal g where company_id = ? and id > ? order by id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var goal = json.read(row.getString("goal"), Published.class);
        return new ChangeEvent(
                goal.companyId(),
                GoalChanges.GOAL,
                goal.id(),
                Action.UPDATE,
                goal,
                Goal.audience(goal.userId(), goal.venueId()),
                null);
    }
}
