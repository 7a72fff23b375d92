package app.velvet.push.device;

import app.velvet.api.parameters.Fields;

/**
 * A device that is to be registered.
 *
 * @param token by which its provider knows it
 * @param deviceId by which its platform knows it; null on iOS
 */
public record Registration(Platform platform, String token, String deviceId) {

    private static final int LONGEST_TOKEN = 2048;
    private static final int LONGEST_APN_TOKEN = 255;
    private static final int LONGEST_DEVICE_ID = 255;

    static Registration readAndroid(Fields fields) {
        return new Registration(
                Platform.ANDROID,
                fields.requiredText("token", LONGEST_TOKEN),
                fields.requiredText("device_id", LONGEST_DEVICE_ID));
    }

    static Registration readIos(Fields fields) {
        return new Registration(Platform.IOS, readApnToken(fields), null);
    }

    public static String readApnToken(Fields fields) {
        return fields.requiredText("apn_token", LONGEST_APN_TOKEN);
    }
}
