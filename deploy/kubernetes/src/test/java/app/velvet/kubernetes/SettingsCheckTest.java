package app.velvet.kubernetes;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest extends CheckTest {

    SettingsCheckTest() {
        super(new SettingsCheck(ServiceCode.all()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: VELVET_AUTH_KEY_DIRECTORY, value: /keys}                   | VELVET_AUTH_KEY_DIRECTORY is no setting
            {name: VELVET_SYNC_CHUNK, value: '100'}                           | VELVET_SYNC_CHUNK is no setting
            {name: QUARKUS_HTTP_PROT, value: '80'}                            | QUARKUS_HTTP_PROT is no setting
            {name: QUARKUS_HTTP_ROOT_PATH, value: /api}                       | QUARKUS_HTTP_ROOT_PATH is no setting
            {name: QUARKUS_OTEL_TRACES_SAMPLER, value: always_on}             | QUARKUS_OTEL_TRACES_SAMPLER is no setting
            {name: KAFKA_SECURITY_PROTOKOL, value: SSL}                       | KAFKA_SECURITY_PROTOKOL is no setting
            {name: VELVET_IMAGES_S3_ENDPOINT_URL, value: 'http://s3'}         | VELVET_IMAGES_S3_ENDPOINT_URL is no setting
            {name: KAFKA_SSL_KEY_PASSWORD, value: plain}                      | for everybody to read
            """)
    void findsAWrongVariable(String variable, String finding) throws IOException {
        assertFinds(
                "Deployment",
                "auth-service",
                "{op: add, path: /spec/template/spec/containers/0/env/-, value: " + variable + "}",
                finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            auth-service   | VELVET_AUTH_KEYS_DIRECTORY  | velvet.auth.keys.directory is not set
            sync-service   | KAFKA_BOOTSTRAP_SERVERS     | KAFKA_BOOTSTRAP_SERVERS is not set
            sync-service   | VELVET_TOKEN_JWKS_URL       | where the keys of tokens are
            venues-service | VELVET_IMAGES_PUBLIC_URL    | VELVET_IMAGES_PUBLIC_URL is not set
            venues-service | VELVET_IMAGES_S3_BUCKET     | VELVET_IMAGES_S3_BUCKET is not set
            """)
    void findsAMissingVariable(String service, String variable, String finding) throws IOException {
        assertFinds(
                "Deployment",
                service,
                "{op: remove, path: /spec/template/spec/containers/0/env/%d}"
                        .formatted(Environment.indexOf(
                                Overlay.PRODUCTION.manifests().require("Deployment", service), variable)),
                finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VELVET_TOKEN_JWKS_URL | http://auth-service:8080/jwks.json | auth-service has nothing at /jwks.json
            """)
    void findsAWrongValue(String variable, String value, String finding) throws IOException {
        assertFinds(
                "Deployment",
                "sync-service",
                "{op: replace, path: /spec/template/spec/containers/0/env/%d/value, value: '%s'}"
                        .formatted(
                                Environment.indexOf(
                                        Overlay.PRODUCTION.manifests().require("Deployment", "sync-service"), variable),
                                value),
                finding);
    }
}
