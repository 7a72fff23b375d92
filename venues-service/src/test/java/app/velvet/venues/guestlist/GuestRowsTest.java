package app.velvet.venues.guestlist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.error.InvalidFieldsException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestRowsTest {

    private static String problem(String text) {
        return assertThrows(InvalidFieldsException.class, () -> GuestRows.read(text))
                .getMessage();
    }

    @Test
    void rowsAreReadAsSpreadsheetsWriteThem() {
        var text = "\uFEFFElla Fitzgerald,2,3,\"Table, by the \"\"wall\"\"\r\nand a cake\"\r\n"
                + "  Nina   Simone ,1\r\n"
                + "\r\n"
                + "\"Davis, Miles\",,4,\n"
                + " , ,\n"
                + "Duke,0,0,,,";

        assertEquals(
                List.of(
                        new GuestRow("Ella Fitzgerald", 2, 3, "Table, by the \"wall\"\r\nand a cake"),
                        new GuestRow("Nina Simone", 1, 0, null),
                        new GuestRow("Davis, Miles", 0, 4, null),
                        new GuestRow("Duke", 0, 0, null)),
                GuestRows.read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ella,1,1; ,2,3,Late| row 2 has no name",
                "Ella,1,1;;Nina,x,1| row 3 has no number of males",
                "Ella,1,-1| row 1 has no number of females",
                "Ella,1,1.5| row 1 has no number of females",
                "Ella,1,999999999| row 1 has no number of females",
                "Ella,99999999999,1| row 1 has no number of males",
                "Ella,1,1;Nina,1,1,Note,more| row 2 has more than 4 columns",
                "Ella,1,1;Nina,1,1; Ella ,2,2| row 3 names a guest for the second time",
                "Ella,1,1;\"Nina,1,1| row 2 is no comma-separated values"
            })
    void firstRowThatIsWrongIsNamed(String text, String problem) {
        var message = problem(text.replace(';', '\n'));

        assertEquals(true, message.contains(problem), message);
    }

    @Test
    void listHasSomethingAndNotTooMuch() {
        var rows = IntStream.range(0, GuestRows.MOST)
                .mapToObj(i -> "Guest " + i + ",1,0\n")
                .toList();
        assertEquals(GuestRows.MOST, GuestRows.read(String.join("", rows)).size());

        assertEquals(true, problem("\n \n").contains("can't be blank"));
        assertEquals(true, problem(String.join("", rows) + "One More").contains("has more than 10000 rows"));
        assertEquals(true, problem("x".repeat(256)).contains("row 1 has a name of more than 255 characters"));
        assertEquals(true, problem("Ella,1,1," + "x".repeat(10_001)).contains("row 1 has notes of more than"));
    }
}
