package app.velvet.endtoend;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.endtoend.TraceCollector.Step;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With tracing switched on, a collector can tell which way a change took from the request that made it to the phones. */
class TraceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TraceCollector collector;
    private static LocalStack stack;

    private final VelvetClient manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");

    @BeforeAll
    static void startTracedStack() {
        collector = TraceCollector.start();
        stack = LocalStack.startFresh("traced-stack", LocalStack.repositoryRoot(), collector.environment());
    }

    @AfterAll
    static void stop() {
        stack.close();
        collector.close();
    }

    private static Step after(Step cause, String service, SpanKind kind, String name) {
        return await(step -> step.is(service, kind, name) && step.follows(cause), name + " after " + cause);
    }

    private static Step after(Step cause, String service, SpanKind kind, String name, String attribute, String value) {
        return await(
                step -> step.is(service, kind, name) && step.follows(cause) && step.has(attribute, value),
                name + " with " + value + " after " + cause);
    }

    private static Step before(Step effect, String service, SpanKind kind, String name) {
        return await(step -> step.is(service, kind, name) && effect.follows(step), name + " before " + effect);
    }

    /** The way of an entity's first change to its topic. */
    private static Step sent(String service, String topic, String entity) {
        return await(
                step -> step.is(service, SPAN_KIND_PRODUCER, "send " + topic)
                        && step.has("cloudevents.event_subject", entity),
                "change of " + entity);
    }

    private static Step await(Predicate<Step> matching, String what) {
        return collector.await(PATIENCE, what, matching);
    }

    @Test
    void contactIsFollowedIntoTheFeed() {
        var contact = manager.call(
                        "POST",
                        "/api/v1/contacts",
                        Map.of("contact[first_name]", "Ella", "contact[email]", UUID.randomUUID() + "@guest.example"))
                .requireOk();

        var sent = sent(
                "contacts-service",
                "contacts.changes",
                "Contact/" + contact.get("id").asText());
        assertThat(sent.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("cloudevents.event_type", "velvet.contact.created");
        var request = before(sent, "contacts-service", SPAN_KIND_SERVER, "POST /api/v1/contacts");
        assertThat(request.parentId()).isEmpty();
        assertThat(request.attributes()).containsEntry("http.response.status_code", "200");
        var visible = after(sent, "sync-service", SPAN_KIND_CONSUMER, "process contacts.changes");
        assertThat(visible.attributes()).containsEntry("messaging.consumer.group.name", "sync-service.feed");
    }

    @Test
    void bookingIsFollowedThroughAllServicesToTheHostsPhone() {
        var colleague = Colleague.hiredBy(manager);
        var host = VelvetClient.signedIn(stack.url(), colleague.email());
        var phone = HostsPhone.anyToken();
        var email = UUID.randomUUID() + "@guest.example";
        host.call("POST", "/api/v1/apn_tokens", Map.of("apn_token", phone)).requireOk();

        var reservation = colleague.hosts(manager, "Bessie Smith", email, "A table by the stage");

        var sent = sent("venues-service", "venues.changes", "Reservation/" + reservation);
        var request = before(sent, "venues-service", SPAN_KIND_SERVER, "POST /api/v1/reservations");
        after(sent, "sync-service", SPAN_KIND_CONSUMER, "process venues.changes");

        var told = after(
                sent,
                "push-service",
                SPAN_KIND_CONSUMER,
                "process venues.changes",
                "messaging.consumer.group.name",
                "push-service.bookings");
        var pushed = after(told, "push-service", SPAN_KIND_CLIENT, "send apns");
        assertThat(pushed.attributes()).containsEntry("velvet.push.outcome", "accepted");
        var notification = after(told, "push-service", SPAN_KIND_PRODUCER, "send push.changes");
        after(notification, "sync-service", SPAN_KIND_CONSUMER, "process push.changes");

        assertAsksContactsService(request, "POST /internal/contacts");
        assertAsksContactsService(request, "POST /internal/notes");
        assertAppsAreToldToPull();

        assertThat(collector.everything())
                .doesNotContain("Bessie")
                .doesNotContain("table by the stage")
                .doesNotContain(email)
                .doesNotContain(phone)
                .doesNotContain("velvet-demo")
                .doesNotContain("eyJ");
    }

    @Test
    void messageIsFollowedToThePhonesOfThoseWhomItIsFor() {
        var colleague = Colleague.hiredBy(manager);
        var host = VelvetClient.signedIn(stack.url(), colleague.email());
        host.call("POST", "/api/v1/apn_tokens", Map.of("apn_token", HostsPhone.anyToken()))
                .requireOk();

        manager.create(
                "/api/v1/notifications",
                Map.of("notification[user_ids][]", colleague.id(), "notification[message]", "The doors open at ten"),
                UUID.randomUUID().toString());

        var request = await(
                step -> step.is("push-service", SPAN_KIND_SERVER, "POST /api/v1/notifications")
                        && step.has("http.response.status_code", "200"),
                "request of the message");
        after(request, "push-service", SPAN_KIND_CLIENT, "send apns");
        after(request, "push-service", SPAN_KIND_PRODUCER, "send push.changes");
        assertThat(collector.everything()).doesNotContain("The doors");
    }

    /** By a silent push, in the trace of one of the changes that have become visible. */
    private static void assertAppsAreToldToPull() {
        var pushed = await(
                step -> step.is("push-service", SPAN_KIND_CLIENT, "send apns")
                        && collector.knows(
                                heard -> heard.is("push-service", SPAN_KIND_CONSUMER, "process feed.advanced")
                                        && step.follows(heard)),
                "silent push");
        var heard = before(pushed, "push-service", SPAN_KIND_CONSUMER, "process feed.advanced");
        var told = before(heard, "sync-service", SPAN_KIND_PRODUCER, "send feed.advanced");
        await(
                step -> told.follows(step) && step.has("messaging.consumer.group.name", "sync-service.feed"),
                "what made visible the change of which is told by " + told);
    }

    /** And contacts-service publishes what it does then, in the same trace. */
    private static void assertAsksContactsService(Step request, String what) {
        var asked = await(
                step -> step.is("contacts-service", SPAN_KIND_SERVER, what)
                        && step.traceId().equals(request.traceId()),
                what + " in the trace of " + request);
        var asking = before(asked, "venues-service", SPAN_KIND_CLIENT, "POST");
        assertThat(asking.follows(request)).isTrue();
        after(asked, "contacts-service", SPAN_KIND_PRODUCER, "send contacts.changes");
    }
}
