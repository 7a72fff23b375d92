package app.velvet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.kubernetes.ServiceTopics.Consumer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is read of the services is there: otherwise much that is held against it would go unnoticed. */
class ServiceCodeTest {

    private static final List<ServiceCode> SERVICES = ServiceCode.all();

    private static ServiceCode service(String name) {
        return SERVICES.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void settingsOfServiceAndPlatform() {
        assertThat(service("auth-service").settings())
                .containsEntry("velvet.auth.keys.directory", true)
                .containsEntry("velvet.auth.keys.generate", false)
                .containsEntry("velvet.sms.twilio.account-sid", false)
                .containsEntry("velvet.images.s3.secret-key", false)
                .containsEntry("velvet.internal.key-file", false)
                .containsEntry("velvet.token.jwks-url", false);
        assertThat(service("sync-service").settings()).containsEntry("velvet.staff.handler.enabled", false);
    }

    @Test
    void paths() {
        assertThat(service("auth-service").paths())
                .contains("/.well-known/jwks.json", "/internal/ended_access", "/api/v1/staff/{id}");
        assertThat(service("sync-service").paths()).contains("/api/v1/last_changes");
    }

    @Test
    void topicsAndConsumers() {
        assertThat(service("sync-service").topics().writes()).containsExactly("feed.advanced");
        assertThat(service("auth-service").topics().writes()).containsExactly("auth.changes");
        assertThat(service("auth-service").topics().transactionalIds()).contains("auth.changes-relay-");
        assertThat(service("sync-service").topics().transactionalIds()).isEmpty();
        assertThat(service("contacts-service").topics().changeConsumers())
                .containsExactlyInAnyOrder(
                        new Consumer("contacts-service.staff", Set.of("auth.changes")),
                        new Consumer("contacts-service.venues", Set.of("venues.changes")));
        assertThat(service("sync-service").topics().changeConsumers())
                .containsExactly(new Consumer(
                        "sync-service.feed",
                        Set.of("auth.changes", "contacts.changes", "venues.changes", "push.changes")));
        assertThat(service("push-service").topics().otherConsumers())
                .containsExactly(new Consumer("push-service.feed", Set.of("feed.advanced")));
        assertThat(service("auth-service").topics().deadLetterTopic("venues.changes", "auth-service.venues"))
                .isEqualTo("venues.changes.dead.auth-service.venues");
    }

    @Test
    void calls() {
        assertThat(service("venues-service").calls()).containsExactly("auth-service", "contacts-service");
        assertThat(service("push-service").calls()).containsExactly("auth-service");
        assertThat(service("auth-service").calls()).isEmpty();
    }

    @Test
    void metrics() {
        assertThat(service("push-service").hasMetric("velvet_consumer_lag")).isTrue();
        assertThat(service("push-service").hasMetric("velvet_sync_polls_waiting"))
                .isFalse();
    }
}
