package app.velvet.api.time;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.OFFSET_SECONDS;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Timestamps and dates as clients write them, in every form that the contract lists, and as answers write them. */
public final class Timestamps {

    private static final int DATE_LENGTH = "2012-12-19".length();
    private static final int LONGEST = 64;

    private static final DateTimeFormatter ANY_FORM = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(YEAR, 4)
            .appendLiteral('-')
            .appendValue(MONTH_OF_YEAR, 2)
            .appendLiteral('-')
            .appendValue(DAY_OF_MONTH, 2)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .appendValue(HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(MINUTE_OF_HOUR, 2)
            .optionalStart()
            .appendLiteral(':')
            .appendValue(SECOND_OF_MINUTE, 2)
            .optionalStart()
            .appendFraction(NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendPattern("[' ']['GMT']['UTC']")
            .appendPattern("[XXX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    /** The moment that {@code text} names; without an offset it is UTC, without a time midnight. Empty if unreadable. */
    public static Optional<Instant> parse(String text) {
        return read(text).map(Timestamps::instantOf);
    }

    /** The date that {@code text} names, which may be a timestamp: then its date as written, whatever its offset. */
    public static Optional<LocalDate> parseDate(String text) {
        return read(text).map(LocalDate::from);
    }

    /** {@code 2012-12-19T15:14:49Z}: UTC, whole seconds, fractions cut off. Null for null. */
    public static String format(Instant moment) {
        return moment == null ? null : DateTimeFormatter.ISO_INSTANT.format(moment.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Optional<TemporalAccessor> read(String text) {
        var form = text.strip();
        if (form.length() < DATE_LENGTH || form.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(ANY_FORM.parse(withLostPlus(form)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** A form-decoded {@code +} that was not percent-encoded arrives as a space: in front of an offset's digits. */
    private static String withLostPlus(String text) {
        int space = text.lastIndexOf(' ');
        boolean beforeDigits = space > DATE_LENGTH && Character.isDigit(text.charAt(space + 1));
        return beforeDigits ? text.substring(0, space) + '+' + text.substring(space + 1) : text;
    }

    private static Instant instantOf(TemporalAccessor read) {
        var time = read.query(TemporalQueries.localTime());
        var offset = read.isSupported(OFFSET_SECONDS) ? ZoneOffset.from(read) : ZoneOffset.UTC;
        return LocalDate.from(read)
                .atTime(time == null ? LocalTime.MIDNIGHT : time)
                .toInstant(offset);
    }
}
