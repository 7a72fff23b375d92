package app.velvet.contacts.importing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff.Member;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What the tests do with imports, as one member of the staff. */
record Imports(Member member) {

    static final String PATH = "/api/v1/contacts/import";

    ValidatableResponse uploading(byte[] file) {
        return member.asks()
                .multiPart("contacts", "contacts.vcf", file, "text/vcard")
                .when()
                .post(PATH)
                .then();
    }

    long upload(String file) {
        return upload(file.getBytes(StandardCharsets.UTF_8));
    }

    long upload(byte[] file) {
        return uploading(file).statusCode(200).extract().jsonPath().getLong("id");
    }

    ValidatableResponse getting(long id) {
        return member.asks().when().get("/api/v1/contacts/imports/" + id).then();
    }

    JsonPath get(long id) {
        return getting(id).statusCode(200).extract().jsonPath();
    }

    JsonPath awaitEnd(long id) {
        return await().atMost(Duration.ofMinutes(2)).until(() -> get(id), how -> how.get("finished_at") != null);
    }

    JsonPath importAll(String file) {
        return awaitEnd(upload(file));
    }

    /** How many cards were imported, skipped and failed, and how many there are. */
    static List<Integer> counts(JsonPath contactImport) {
        return List.of(
                contactImport.getInt("imported"),
                contactImport.getInt("skipped"),
                contactImport.getInt("failed"),
                contactImport.getInt("total"));
    }

    static void assertCounts(JsonPath contactImport, int imported, int skipped, int failed) {
        assertEquals(List.of(imported, skipped, failed, imported + skipped + failed), counts(contactImport));
        assertEquals("finished", contactImport.getString("state"));
    }
}
