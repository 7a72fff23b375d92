package app.velvet.local;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.fcm.ServiceAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What each service is told when it starts: where it listens, where the others are, and what it may use. */
final class ServiceSettings {

    private final DataFolder data;
    private final PortBook ports;
    private final Processes servers;
    private final int gatewayPort;

    ServiceSettings(DataFolder data, PortBook ports, Processes servers, int gatewayPort) {
        this.data = data;
        this.ports = ports;
        this.servers = servers;
        this.gatewayPort = gatewayPort;
    }

    /** Quarkus reads {@code config/application.properties} of the folder it runs in above all that is packaged. */
    void write(Service service) throws IOException {
        Path folder = Files.createDirectories(data.home(service).resolve("config"));
        try (var writer = Files.newBufferedWriter(folder.resolve("application.properties"))) {
            of(service).store(writer, "Written at every start");
        }
    }

    private Properties of(Service service) {
        Properties settings = new Properties();
        settings.setProperty("quarkus.http.host", "127.0.0.1");
        settings.setProperty("quarkus.http.port", Integer.toString(ports.of(service.name())));
        settings.setProperty("quarkus.datasource.username", EmbeddedPostgres.username());
        settings.setProperty("quarkus.datasource.password", "not-asked-for");
        settings.setProperty("quarkus.datasource.jdbc.url", servers.postgres().jdbcUrl(service.database()));
        settings.setProperty(
                "quarkus.datasource.reactive.url", servers.postgres().reactiveUrl(service.database()));
        settings.setProperty("kafka.bootstrap.servers", servers.kafka().bootstrap());
        settings.setProperty("velvet.internal.key-file", data.serviceKey().toString());
        if (service.equals(Service.AUTH)) {
            settings.setProperty(
                    "velvet.auth.keys.directory", data.keys().resolve("tokens").toString());
            settings.setProperty("velvet.auth.keys.generate", "true");
            settings.setProperty("velvet.auth.sign-in.gateways", "127.0.0.1/32");
            settings.putAll(mail());
            settings.putAll(sms());
        } else {
            String auth = ports.addressOf(Service.AUTH.name());
            settings.setProperty("velvet.auth.internal-url", auth);
            settings.setProperty("velvet.token.jwks-url", auth + "/.well-known/jwks.json");
        }
        if (service.takesPictures()) {
            settings.putAll(images());
        }
        if (service.equals(Service.VENUES)) {
            settings.setProperty("velvet.contacts.internal-url", ports.addressOf(Service.CONTACTS.name()));
        }
        if (service.equals(Service.PUSH)) {
            settings.putAll(apns());
            settings.putAll(fcm());
        }
        return settings;
    }

    private Map<String, String> images() {
        return Map.of(
                // The heap of a local service has room for one of the largest.
                "velvet.images.threads",
                "1",
                "velvet.images.directory",
                data.images().toString(),
                "velvet.images.public-url",
                "http://localhost:" + gatewayPort);
    }

    private Map<String, String> mail() {
        return Map.of(
                "quarkus.mailer.host",
                "127.0.0.1",
                "quarkus.mailer.port",
                Integer.toString(ports.of(PortBook.SMTP)),
                "velvet.auth.reset.from",
                "Velvet <no-reply@velvet.example>");
    }

    private Map<String, String> sms() {
        return Map.of(
                "velvet.sms.twilio.url",
                ports.addressOf(RunningStack.STAND_INS),
                "velvet.sms.twilio.account-sid",
                "AC" + "0".repeat(32),
                "velvet.sms.twilio.auth-token",
                "not-checked",
                "velvet.sms.twilio.from",
                "+12025550199");
    }

    private Map<String, String> apns() {
        ApnsCredentials credentials = data.apnsCredentials();
        return Map.of(
                "velvet.apns.host",
                "localhost",
                "velvet.apns.port",
                Integer.toString(ports.of(PortBook.APNS)),
                "velvet.apns.trust-file",
                credentials.certificate().toString(),
                "velvet.apns.key-file",
                credentials.signingKey().toString(),
                "velvet.apns.key-id",
                ApnsCredentials.KEY_ID,
                "velvet.apns.team-id",
                ApnsCredentials.TEAM_ID,
                "velvet.apns.topic",
                ApnsCredentials.TOPIC);
    }

    private Map<String, String> fcm() {
        int port = ports.of(PortBook.FCM);
        return Map.of(
                "velvet.fcm.url",
                "https://localhost:" + port,
                "velvet.fcm.token-url",
                ServiceAccount.tokenUrl(port).toString(),
                "velvet.fcm.trust-file",
                data.apnsCredentials().certificate().toString(),
                "velvet.fcm.credentials-file",
                data.serviceAccount().credentials().toString());
    }
}
