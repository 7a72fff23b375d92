package app.velvet.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.image.ImageSettings;
import app.velvet.api.image.S3Settings;
import app.velvet.auth.apikey.ApiKeySettings;
import app.velvet.auth.key.KeySettings;
import app.velvet.auth.password.PasswordSettings;
import app.velvet.auth.passwordreset.ResetSettings;
import app.velvet.auth.phone.PhoneSettings;
import app.velvet.auth.phone.TwilioSettings;
import app.velvet.auth.session.SessionSettings;
import app.velvet.testing.Readme;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

    private static final Class<?>[] SETTINGS = {
        KeySettings.class,
        SessionSettings.class,
        ApiKeySettings.class,
        PasswordSettings.class,
        ResetSettings.class,
        PhoneSettings.class,
        TwilioSettings.class,
        ImageSettings.class,
        S3Settings.class
    };

    @Test
    void theReadmesTableIsOfTheSettingsThereAre() {
        assertEquals(Readme.declaredSettings(SETTINGS), Readme.ofModule().settings(SETTINGS));
    }
}
