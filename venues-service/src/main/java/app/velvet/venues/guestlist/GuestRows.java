package app.velvet.venues.guestlist;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.venues.booking.NewNotes;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads lists of guests as spreadsheets write them: comma-separated values without titles, a guest's name, how many males and
 * females come, and notes. Takes its time: not for an event loop.
 */
final class GuestRows {

    static final String TEXT = "mass_create_text_content";
    static final int MOST = 10_000;

    private static final ObjectReader CSV =
            new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final int COLUMNS = 4;
    private static final int LONGEST_NAME = 255;

    private final List<GuestRow> rows = new ArrayList<>();
    private final HashSet<String> names = new HashSet<>();
    private int number;

    private GuestRows() {}

    /**
     * The rows in which anything stands, in their order.
     *
     * @throws InvalidFieldsException that names the first row that is wrong
     */
    static List<GuestRow> read(String text) {
        return new GuestRows().readAll(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    private List<GuestRow> readAll(String text) {
        try (MappingIterator<String[]> cells = CSV.readValues(text)) {
            while (hasNext(cells)) {
                add(cells.nextValue());
            }
        } catch (JacksonException unreadable) {
            throw wrong("is no comma-separated values");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.isEmpty()) {
            throw new InvalidFieldsException(TEXT, "can't be blank");
        }
        return rows;
    }

    private boolean hasNext(MappingIterator<String[]> cells) throws IOException {
        number++;
        return cells.hasNextValue();
    }

    private void add(String[] cells) {
        for (int i = COLUMNS; i < cells.length; i++) {
            if (!cells[i].isBlank()) {
                throw wrong("has more than " + COLUMNS + " columns");
            }
        }
        if (List.of(cells).stream().allMatch(String::isBlank)) {
            return;
        }
        if (rows.size() == MOST) {
            throw new InvalidFieldsException(TEXT, "has more than " + MOST + " rows");
        }
        var row = new GuestRow(name(cells), count(cells, 1, "males"), count(cells, 2, "females"), notes(cells));
        if (!names.add(row.name())) {
            throw wrong("names a guest for the second time");
        }
        rows.add(row);
    }

    private String name(String[] cells) {
        var name = cells[0].strip().replaceAll("\\s+", " ");
        if (name.isEmpty()) {
            throw wrong("has no name");
        }
        if (name.length() > LONGEST_NAME) {
            throw wrong("has a name of more than " + LONGEST_NAME + " characters");
        }
        return name;
    }

    /** None where nothing stands. */
    private int count(String[] cells, int column, String what) {
        var cell = cells.length > column ? cells[column].strip() : "";
        if (cell.isEmpty()) {
            return 0;
        }
        if (!COUNT.matcher(cell).matches() || Integer.parseInt(cell) > GuestlistPatch.MOST_GUESTS) {
            throw wrong("has no number of " + what);
        }
        return Integer.parseInt(cell);
    }

    private String notes(String[] cells) {
        var notes = cells.length < COLUMNS ? "" : cells[COLUMNS - 1].strip();
        if (notes.length() > NewNotes.LONGEST) {
            throw wrong("has notes of more than " + NewNotes.LONGEST + " characters");
        }
        return notes.isEmpty() ? null : notes;
    }

    private InvalidFieldsException wrong(String problem) {
        return new InvalidFieldsException(TEXT, "row " + number + " " + problem);
    }
}
