package app.velvet.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    private static final Path MANIFESTS = Path.of("../kubernetes/base/http-routes.yaml");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tokens, auth-service",
        "/api/v1/tokens.json, auth-service",
        "/api/v1/tokens/12, auth-service",
        "/api/v1/tokens/12.json, auth-service",
        "/api/v1/tokens/reset, auth-service",
        "/api/v1/profile/signup_flag, auth-service",
        "/api/v1/staff, auth-service",
        "/api/v1/staff/, auth-service",
        "/api/v1/promoters/7, auth-service",
        "/api/v1/permission_levels/7, auth-service",
        "/api/v1/api_keys, auth-service",
        "/api/v1/company, auth-service",
        "/api/v1/app_settings, auth-service",
        "/api/v1/settings/send_phone_verification, auth-service",
        "/api/v1/settings/verify_phone.json, auth-service",
        "/static_text, auth-service",
        "/static_text/terms, auth-service",
        "/api/v1/static_text/privacy, auth-service",
        "/api/v1/static_texts, auth-service",
        "/.well-known/jwks.json, auth-service",
        "/uploads/users/3q2-7wEi3q2-7wEi3q2-7w/thumb_100.jpg, auth-service",
        "/api/v1/contacts, contacts-service",
        "/api/v1/contacts.json, contacts-service",
        "/api/v1/contacts.xml, contacts-service",
        "/api/v1/contacts/search, contacts-service",
        "/api/v1/contacts/12/set_qualification, contacts-service",
        "/api/v1/settings/tags/3, contacts-service",
        "/api/v1/settings/tag_categories, contacts-service",
        "/uploads/contacts/3q2-7wEi3q2-7wEi3q2-7w/thumb_100.jpg, contacts-service",
        "/api/v1/notes/1, contacts-service",
        "/api/v1/tasks/1/results, contacts-service",
        "/api/v1/logs, contacts-service",
        "/api/v1/filters, contacts-service",
        "/api/v1/dictionaries/industries, contacts-service",
        "/api/v1/goals/all, contacts-service",
        "/api/v1/leaderboard/sales, contacts-service",
        "/api/v1/dashboard/get, contacts-service",
        "/api/v1/promoters, auth-service",
        "/api/v1/promoters/, auth-service",
        "/api/v1/promoters.json, auth-service",
        "/api/v1/promoters/7.json, auth-service",
        "/api/v1/promoters/reserve_table, venues-service",
        "/api/v1/promoters/reserve_table.json, venues-service",
        "/api/v1/promoters/unreserve_table, venues-service",
        "/uploads/venues/3q2-7wEi3q2-7wEi3q2-7w/thumb_100.jpg, venues-service",
        "/uploads/events/3q2-7wEi3q2-7wEi3q2-7w/original.jpg, venues-service",
        "/uploads/artists/3q2-7wEi3q2-7wEi3q2-7w/thumb_100.jpg, venues-service",
        "/api/v1/venues/list, venues-service",
        "/api/v1/venues/12/staff, venues-service",
        "/api/v1/events, venues-service",
        "/api/v1/events.json, venues-service",
        "/api/v1/events/12/types, venues-service",
        "/api/v1/artists, venues-service",
        "/api/v1/reservations/past, venues-service",
        "/api/v1/guestlists/guestlist_types, venues-service",
        "/api/v1/guestlist_types, venues-service",
        "/api/v1/guestlist_templates/3, venues-service",
        "/api/v1/tallies/change, venues-service",
        "/api/v1/event_shift_notes/3, venues-service",
        "/api/v1/thermal_receipts, venues-service",
        "/last_changes, sync-service",
        "/last_changes.json, sync-service",
        "/api/v1/last_changes, sync-service",
        "/last_changes/acknowledgment, sync-service",
        "/api/v1/last_changes/acknowledgment.json, sync-service",
        "/api/v1/last_changes/snapshot, sync-service",
    })
    void everyDocumentedPathReachesItsService(String path, String service) throws IOException {
        assertThat(Routes.read(MANIFESTS).serviceFor(path)).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/internal",
                "/internal/companies",
                "/internal/ended_access",
                "/q/health",
                "/q/metrics",
                "/api/v1",
                "/api/v1/contactsx",
                "/api/v1/internal",
                "/x/api/v1/contacts",
                "/static_textbook",
            })
    void nothingElseIsRouted(String path) throws IOException {
        assertThat(Routes.read(MANIFESTS).serviceFor(path)).isEmpty();
    }

    @Test
    void theMoreExactMatchWins() throws IOException {
        Routes routes = Routes.read(write("""
                spec:
                  rules:
                    - matches: [{path: {type: PathPrefix, value: /a}}]
                      backendRefs: [{name: short, port: 1}]
                    - matches: [{path: {type: PathPrefix, value: /a/b/}}]
                      backendRefs: [{name: long, port: 1}]
                    - matches: [{path: {type: RegularExpression, value: "/a/b/x+"}}]
                      backendRefs: [{name: expression, port: 1}]
                    - matches: [{path: {type: Exact, value: /a/b/xx}}]
                      backendRefs: [{name: exact, port: 1}]
                """));

        assertThat(routes.serviceFor("/a")).contains("short");
        assertThat(routes.serviceFor("/a/bc")).contains("short");
        assertThat(routes.serviceFor("/a/b")).contains("long");
        assertThat(routes.serviceFor("/a/b/c")).contains("long");
        assertThat(routes.serviceFor("/a/b/x")).contains("expression");
        assertThat(routes.serviceFor("/a/b/xx")).contains("exact");
        assertThat(routes.serviceFor("/ab")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            matches: [{path: {type: Exact, value: /a}}], filters: [{type: RequestMirror}]                       | filters are not implemented
            matches: [{path: {type: Exact, value: /a}, headers: [{name: a, value: b}]}]                         | header matches are not implemented
            matches: [{path: {type: Exact, value: /a}, queryParams: [{name: a, value: b}]}]                     | query parameter matches are not implemented
            matches: [{path: {type: Exact, value: /a}, method: GET}]                                            | method matches are not implemented
            matches: [{path: {type: Exact, value: /a}}], timeouts: {request: 5s}                                | request timeouts other than 0s are not implemented
            matches: [{path: {type: Exact, value: /a}}], timeouts: {backendRequest: 5s}                         | backend timeouts are not implemented
            matches: [{path: {type: Exact, value: /a}}], retry: {attempts: 2}                                   | retry are not implemented
            matches: [{path: {type: Exact, value: /a}}], sessionPersistence: {type: Cookie}                     | sessionPersistence are not implemented
            matches: [{path: {type: Exact, value: /a}}], surprise: 1                                            | fields that are not of the Gateway API
            matches: [{path: {type: Glob, value: /a}}]                                                          | a match needs a path
            matches: [{}]                                                                                       | a match needs a path
            matches: [{path: {type: PathPrefix, value: /}}]                                                     | routes /internal
            matches: [{path: {type: PathPrefix, value: /internal/companies}}]                                   | routes /internal
            matches: [{path: {type: RegularExpression, value: "/.*"}}]                                          | routes /internal
            """)
    void refusesARuleThatItWouldNotFollow(String rule, String why) throws IOException {
        Path manifest = write("spec: {rules: [{backendRefs: [{name: a, port: 1}], " + rule + "}]}");

        assertThatExceptionOfType(UnsupportedRouteException.class)
                .isThrownBy(() -> Routes.read(manifest))
                .withMessageContaining("HTTPRoute sample: ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                  | one backend
            [{name: a, port: 1}, {name: b, port: 1}]            | one backend
            [{name: a, port: 1, weight: 2}]                     | weights are not implemented
            [{name: a, port: 1, namespace: other}]              | namespaces are not implemented
            [{name: a, port: 1, kind: Bucket}]                  | no services are not implemented
            """)
    void refusesABackendThatItCouldNotReach(String backends, String why) throws IOException {
        Path manifest =
                write("spec: {rules: [{matches: [{path: {type: Exact, value: /a}}], backendRefs: " + backends + "}]}");

        assertThatExceptionOfType(UnsupportedRouteException.class)
                .isThrownBy(() -> Routes.read(manifest))
                .withMessageContaining(why);
    }

    private Path write(String spec) throws IOException {
        return Files.writeString(
                folder.resolve("routes.yaml"),
                "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: sample}\n" + spec);
    }
}
