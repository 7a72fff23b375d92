package app.velvet.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.delivery.DeliveryConfig;
import app.velvet.push.delivery.apns.ApnsConfig;
import app.velvet.push.delivery.fcm.FcmConfig;
import app.velvet.push.notification.NotificationConfig;
import app.velvet.push.silent.SilentConfig;
import app.velvet.testing.Readme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The README says what is there. */
@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class ReadmeTest {

    private final Readme readme = Readme.ofModule();

    @Test
    void tablesAreThoseOfTheMigrations() {
        assertEquals(Readme.createdTables(), readme.tables("## What it owns"));
    }

    @Test
    void settingsWithoutADefaultAreThoseThatTestsHaveToSet() {
        var settings = readme.settingsToSet();

        assertFalse(settings.isEmpty());
        settings.forEach(setting -> assertTrue(
                ConfigProvider.getConfig()
                        .getOptionalValue(setting, String.class)
                        .isPresent(),
                setting));
    }

    @Test
    void settingsAreThoseThatAreDeclared() {
        Class<?>[] configs = {
            ApnsConfig.class, DeliveryConfig.class, FcmConfig.class, NotificationConfig.class, SilentConfig.class
        };

        assertEquals(Readme.declaredSettings(configs), readme.settings(configs));
    }
}
