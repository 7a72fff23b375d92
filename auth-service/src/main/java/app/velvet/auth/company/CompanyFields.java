package app.velvet.auth.company;

import app.velvet.api.parameters.Fields;
import java.time.ZoneId;

/** How the fields of a company are read, where it is made and where it is changed. */
final class CompanyFields {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TIME_ZONE = 64;
    private static final int LONGEST_FLAG = 5;

    private CompanyFields() {}

    static String name(Fields fields, String field) {
        return fields.requiredText(field, LONGEST_NAME);
    }

    static String timeZone(Fields fields, String field) {
        var timeZone = fields.requiredText(field, LONGEST_TIME_ZONE);
        if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            fields.reject(field, "is not the name of a time zone");
        }
        return timeZone;
    }

    static Boolean active(Fields fields, String field) {
        return fields.requiredText(field, LONGEST_FLAG) == null ? null : fields.bool(field);
    }
}
