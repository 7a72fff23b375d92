package app.velvet.auth.appsettings;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param data JSON as it was stored, which goes out as it is */
record AppSettingsView(
        @JsonRawValue @Schema(description = "The JSON itself; an empty text where none is stored")
        String data) {

    static final AppSettingsView NONE = new AppSettingsView("\"\"");
}
