package app.velvet.contacts.importing;

import static app.velvet.contacts.importing.Vcards.card;
import static app.velvet.contacts.importing.Vcards.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CardFieldsTest {

    @Test
    void exportOfIos() {
        var read = Vcards.read(file("ios.vcf"));

        assertEquals(
                Map.ofEntries(
                        Map.entry("first_name", "Adaeze Ruth"),
                        Map.entry("last_name", "Okafor"),
                        Map.entry("email", "adaeze.okafor@example.com"),
                        Map.entry("business_email", "adaeze@lantern.example.com"),
                        Map.entry("phone", "(212)555-0111"),
                        Map.entry("business_phone", "(212)555-0112"),
                        Map.entry("title", "Head of Bookings"),
                        Map.entry("organization", "Lantern Events, Bookings"),
                        Map.entry("birthdate", "1988-04-17"),
                        Map.entry("website", "https://lantern.example.com"),
                        Map.entry("address", "12 Wharf Lane Apt 4"),
                        Map.entry("city", "Brooklyn"),
                        Map.entry("region", "NY"),
                        Map.entry("zip", "11201"),
                        Map.entry("country", "United States"),
                        Map.entry("instagram", "https://instagram.example.com/adaeze")),
                withoutAvatar(read.get(0)));
        assertTrue(read.get(0).get("avatar").startsWith("data:image;base64,iVBORw0KGgo"));
        assertEquals(Map.of("first_name", "Tomas", "last_name", "Vale", "phone", "(212)555-0114"), read.get(1));
    }

    @Test
    void exportOfGoogle() {
        assertEquals(
                List.of(
                        Map.of(
                                "first_name", "Lucía",
                                "last_name", "Fernández",
                                "email", "lucia.fernandez@example.com",
                                "business_email", "lucia@terraza.example.com",
                                "phone", "+346005550121",
                                "organization", "Terraza Norte",
                                "title", "Relaciones públicas",
                                "birthdate", "1991-06-30"),
                        Map.of("first_name", "Kofi", "phone", "(212)555-0122")),
                Vcards.read(file("google.vcf")));
    }

    @Test
    void exportOfOutlook() {
        assertEquals(
                List.of(Map.ofEntries(
                        Map.entry("first_name", "Jürgen"),
                        Map.entry("last_name", "König"),
                        Map.entry("title", "Geschäftsführer und Leiter der Abendveranstaltungen am Hafen"),
                        Map.entry("organization", "Example Nightlife GmbH"),
                        Map.entry("email", "juergen.koenig@example.com"),
                        Map.entry("phone", "(212)555-0132"),
                        Map.entry("business_phone", "(212)555-0131"),
                        Map.entry("address", "Am Kai 3 2. Etage"),
                        Map.entry("city", "Hamburg"),
                        Map.entry("zip", "20457"),
                        Map.entry("country", "Deutschland"),
                        Map.entry("birthdate", "1970-01-01"))),
                Vcards.read(file("outlook.vcf")));
    }

    @Test
    void version4() {
        assertEquals(
                Map.ofEntries(
                        Map.entry("first_name", "Sana"),
                        Map.entry("last_name", "Iqbal"),
                        Map.entry("gender", "female"),
                        Map.entry("email", "sana.iqbal@example.com"),
                        Map.entry("phone", "(212)555-0141"),
                        Map.entry("birthdate", "1995-02-10"),
                        Map.entry("address", "7 Quay Street"),
                        Map.entry("city", "Portland"),
                        Map.entry("region", "ME"),
                        Map.entry("zip", "04101"),
                        Map.entry("country", "USA"),
                        Map.entry("skype", "sana.iqbal")),
                withoutAvatar(Vcards.read(file("version4.vcf")).get(0)));
        assertTrue(Vcards.read(file("version4.vcf")).get(0).containsKey("avatar"));
    }

    @Test
    void otherCharsets() {
        assertEquals("Sören", Vcards.read(file("latin1.vcf")).get(0).get("first_name"));
        assertEquals("Анна", Vcards.read(file("utf16.vcf")).get(0).get("first_name"));
        assertEquals(
                "Anna",
                Vcards.read(("\uFEFF" + card("FN:Anna", "TEL:2125550100")).getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .get("name"));
    }

    @Test
    void foldedLinesAreOne() throws UnusableCardException {
        assertEquals(
                "Anna Maria",
                CardFields.of(card("FN:Anna \r\n Ma\r\n\tria", "TEL:2125550100"))
                        .get("name"));
    }

    @Test
    void whatIsInvalidIsLeftOut() throws UnusableCardException {
        assertEquals(
                Map.of("name", "Anna", "email", "anna@example.com"),
                CardFields.of(card(
                        "FN:Anna",
                        "EMAIL:not an address",
                        "EMAIL:anna@example.com",
                        "TEL:12",
                        "BDAY:some day in May",
                        "BDAY:2024-02-31",
                        "GENDER:X")));
    }

    @Test
    void whatIsTooLongIsCut() throws UnusableCardException {
        var fields = CardFields.of(card("FN:" + "😀".repeat(300), "TITLE:" + "x".repeat(300), "TEL:2125550100"));

        assertEquals("😀".repeat(255), fields.get("name"));
        assertEquals("x".repeat(255), fields.get("title"));
    }

    @Test
    void whatPostgresqlDoesNotKeepIsLeftOut() throws UnusableCardException {
        assertEquals(
                "Anna",
                CardFields.of(card("FN:A\u0000n\uD800na\u0007", "TEL:2125550100"))
                        .get("name"));
    }

    @Test
    void contactNeedsANameAndAWayToReachIt() {
        assertReason("has no name", card("TEL:2125550100"));
        assertReason("has no name", card("FN: ", "N:;;;;", "TEL:2125550100"));
        assertReason("has neither email nor phone", card("FN:Anna"));
        assertReason("has no valid email or phone", card("FN:Anna", "EMAIL:anna", "TEL:911"));
    }

    @Test
    void familyNameAloneIsTheFirstName() throws UnusableCardException {
        assertEquals(
                Map.of("first_name", "Okafor", "phone", "(212)555-0100"),
                CardFields.of(card("N:Okafor;;;;", "TEL:2125550100")));
    }

    @Test
    void nothingOfAnXmlPropertyIsParsed() throws UnusableCardException {
        var fields = CardFields.of("BEGIN:VCARD\nVERSION:4.0\nFN:Anna\nTEL:2125550100\n"
                + "XML:<!DOCTYPE a [<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">]><a>&x;</a>\nEND:VCARD\n");

        assertEquals(Map.of("name", "Anna", "phone", "(212)555-0100"), fields);
    }

    @Test
    void photoElsewhereIsNone() throws UnusableCardException {
        for (var photo : List.of("PHOTO;VALUE=uri:http://127.0.0.1:9/x.jpg", "PHOTO:")) {
            assertFalse(CardFields.of(card("FN:Anna", "TEL:2125550100", photo)).containsKey("avatar"), photo);
        }
    }

    private static void assertReason(String reason, String card) {
        assertEquals(
                reason,
                assertThrows(UnusableCardException.class, () -> CardFields.of(card))
                        .getMessage());
    }

    private static Map<String, String> withoutAvatar(Map<String, String> fields) {
        var others = new TreeMap<>(fields);
        others.remove("avatar");
        return others;
    }
}
