package app.velvet.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.importing.ImportSettings;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Readme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The README says what is there. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ReadmeTest {

    private final Readme readme = Readme.ofModule();

    @Test
    void tablesAreThoseOfTheMigrations() {
        assertEquals(Readme.createdTables(), readme.tables("## What it owns"));
    }

    @Test
    void settingsOfImportsAreThoseThereAre() {
        assertEquals(Readme.declaredSettings(ImportSettings.class), readme.settings(ImportSettings.class));
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
}
