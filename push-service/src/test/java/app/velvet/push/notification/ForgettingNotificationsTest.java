package app.velvet.push.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.Database;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class ForgettingNotificationsTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    @Inject
    ForgettingNotifications forgetting;

    private Member nina;

    @BeforeEach
    void hire() {
        nina = staff.hire(Staff.newCompany(), "Nina Host").done();
    }

    @Test
    void whatIsOldIsForgottenWithItsDeliveriesAndDestroyedForSubscribers() throws Exception {
        var old = tell("90 days 1 minute");
        var kept = tell("89 days 23 hours");
        try (var published = Published.on("push.changes", nina.companyId())) {
            forgetting.forgetOld();

            var destroyed = published.await(1).get(0);
            assertEquals(List.of("destroy Notification/" + old), published.summaries(1));
            assertEquals(Set.of("user:" + nina.userId()), Published.audience(destroyed));
        }
        assertEquals(List.of(kept), query("select id from notification where company_id = ?"));
        assertEquals(List.of(kept), query("select notification_id from delivery where company_id = ?"));
    }

    @Test
    void manyAreForgottenAtOnce() throws Exception {
        database.execute("""
                insert into notification (company_id, user_id, message, created_at)
                select ?, ?, 'm' || n, now() - interval '91 days' from generate_series(1, 1203) n
                """, nina.companyId(), nina.userId());

        forgetting.forgetOld();

        assertEquals(List.of(), query("select id from notification where company_id = ?"));
    }

    /** The id of a notification of that age, with a delivery that was accepted. */
    private String tell(String age) {
        database.execute("""
                with told as (
                    insert into notification (company_id, user_id, message, created_at)
                    values (?, ?, 'Hello', now() - ?::interval)
                    returning *
                )
                insert into delivery (company_id, notification_id, user_id, device_id, platform, state, caused_at, expires_at)
                select company_id, id, user_id, 1, 'ios', 'accepted', created_at, created_at from told
                """, nina.companyId(), nina.userId(), age);
        return query("select max(id) from notification where company_id = ?").get(0);
    }

    private List<String> query(String sql) {
        return database.query(sql, nina.companyId());
    }
}
