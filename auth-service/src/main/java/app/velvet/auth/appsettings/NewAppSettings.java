package app.velvet.auth.appsettings;

import app.velvet.api.parameters.Fields;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Settings that replace those of an app.
 *
 * @param data JSON, as it came
 */
record NewAppSettings(AppName app, String data) {

    private static final int LONGEST_DATA = 1 << 18;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static NewAppSettings read(Fields fields) {
        return new NewAppSettings(AppName.read(fields), json(fields, "data"));
    }

    private static String json(Fields fields, String field) {
        var text = fields.requiredText(field, LONGEST_DATA);
        if (text != null && !isJson(text)) {
            fields.reject(field, "is not JSON");
        }
        return text;
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
