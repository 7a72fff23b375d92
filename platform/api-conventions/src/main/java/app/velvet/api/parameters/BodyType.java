package app.velvet.api.parameters;

import java.util.Locale;

/** What a request's body can be. */
enum BodyType {
    FORM(BodyLimits.BODY),
    JSON(BodyLimits.BODY),
    MULTIPART(BodyLimits.MULTIPART),
    /** Refused, unless there is no body after all. */
    UNKNOWN(BodyLimits.BODY);

    private final long limit;

    BodyType(long limit) {
        this.limit = limit;
    }

    /** In bytes. */
    long limit() {
        return limit;
    }

    /** @param contentType the header, or null */
    static BodyType of(String contentType) {
        if (contentType == null) {
            return UNKNOWN;
        }
        int end = contentType.indexOf(';');
        var type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "application/x-www-form-urlencoded" -> FORM;
            case "application/json" -> JSON;
            case "multipart/form-data" -> MULTIPART;
            default -> UNKNOWN;
        };
    }
}
