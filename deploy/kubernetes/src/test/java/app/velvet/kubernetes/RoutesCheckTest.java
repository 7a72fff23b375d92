package app.velvet.kubernetes;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesCheckTest extends CheckTest {

    RoutesCheckTest() {
        super(new RoutesCheck(ServiceCode.all()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {op: replace, path: /spec/rules/0/matches/0/path/value, value: '/api/v1/(push_tokens|apn_tokens)([./].*)?'}                     ; /api/v1/notifications
            {op: replace, path: /spec/rules/0/matches/0/path/value, value: '/api/v1/(push_tokens|apn_tokens|notifications)(/.*)?'}          ; .json is routed to []
            {op: replace, path: /spec/rules/0/matches/0/path/value, value: '/api/v1/(push_tokens|apn_tokens|notifications|hats)([./].*)?'}  ; nothing with "hats"
            {op: add, path: /spec/rules/0/matches/-, value: {path: {type: PathPrefix, value: /}}}                                           ; routed
            {op: replace, path: /spec/rules/0/backendRefs/0/name, value: sync-service}                                                      ; is routed to [sync-service]
            """)
    void findsAWrongRoute(String operation, String finding) throws IOException {
        assertFinds("HTTPRoute", "push-service", operation, finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {op: add, path: /spec/rules/0/matches/-, value: {path: {type: PathPrefix, value: /q}}}         ; not for clients
            {op: add, path: /spec/rules/0/matches/-, value: {path: {type: Exact, value: /internal/notes}}} ; /internal/notes: it is routed
            """)
    void findsWhatIsNotForClients(String operation, String finding) throws IOException {
        assertFinds("HTTPRoute", "contacts-service", operation, finding);
    }
}
