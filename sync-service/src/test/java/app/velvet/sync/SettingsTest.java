package app.velvet.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.Readme;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void theReadmeNamesEverySettingWithItsDefault() {
        assertEquals(
                Readme.declaredSettings(SyncSettings.class), Readme.ofModule().settings(SyncSettings.class));
    }
}
