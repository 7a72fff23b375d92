package app.velvet.api.image;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.Parameters;
import app.velvet.testing.Postgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Postgres.class)
class ImagesTest {

    @Inject
    Images images;

    @Inject
    ImageRemovals removals;

    @Inject
    ImageStore store;

    @Inject
    SamplePictures pictures;

    @Inject
    ImageUrls urls;

    @Inject
    DataSource database;

    @BeforeEach
    void startEmpty() throws SQLException {
        execute("truncate image_removal");
    }

    @Test
    void anImageThatIsCommittedStays() throws Exception {
        var name = upload();

        await(() -> pictures.replace(null, name));
        removeAllThatIsNoted();

        assertTrue(isThere(name));
        assertEquals(0, noted());
    }

    @Test
    void aCrashBeforeAnyFileIsStoredLeavesNothing() throws Exception {
        var name = ImageName.next(SamplePictures.PLACE, StoredType.PNG).toString();
        await(() -> removals.note(1, name, Instant.now()));

        removeAllThatIsNoted();

        assertEquals(0, noted());
    }

    @Test
    void aCrashAmongTheFilesLeavesNothing() throws Exception {
        var name = ImageName.next(SamplePictures.PLACE, StoredType.PNG);
        await(() -> removals.note(1, name.toString(), Instant.now()));
        store.put(name.file(ImageVariant.ORIGINAL), new byte[] {1});

        removeAllThatIsNoted();

        assertTrue(store.find(name.file(ImageVariant.ORIGINAL)).isEmpty());
        assertEquals(0, noted());
    }

    @Test
    void anUploadThatNobodyEverHadIsRemoved() throws Exception {
        var name = upload();
        assertTrue(isThere(name));

        removeAllThatIsNoted();

        assertFalse(isThere(name));
        assertEquals(0, noted());
    }

    @Test
    void anUploadWhoseTransactionFailedIsRemovedAndTheOldImageStays() throws Exception {
        var before = upload();
        await(() -> pictures.replace(null, before));
        var after = upload();

        assertEquals(ApiError.CONFLICT, refusal(() -> pictures.replaceAndFail(before, after)));
        removeAllThatIsNoted();

        assertTrue(isThere(before));
        assertFalse(isThere(after));
        assertEquals(0, noted());
    }

    @Test
    void aReplacedImageStaysForAWhile() throws Exception {
        var before = upload();
        await(() -> pictures.replace(null, before));
        var after = upload();
        await(() -> pictures.replace(before, after));

        await(images::removeDue);
        assertTrue(isThere(before));
        assertEquals(7, daysUntilRemovalOf(before));
        removeAllThatIsNoted();

        assertFalse(isThere(before));
        assertTrue(isThere(after));
    }

    @Test
    void aClearedImageIsRemovedAndCanBeNotedAgain() throws Exception {
        var name = upload();
        await(() -> pictures.replace(null, name));

        await(() -> pictures.replace(name, null));
        removeAllThatIsNoted();

        assertFalse(isThere(name));
    }

    @Test
    void aCrashBetweenTheFilesAndTheNoteIsMadeGood() throws Exception {
        var name = upload();
        execute("update image_removal set due_at = now()");
        assertEquals(1, await(() -> removals.claimDue(Instant.now(), 10)).size());
        store.remove(ImageName.parse(name));

        await(images::removeDue);

        assertEquals(0, noted());
    }

    @Test
    void whoCommitsTooLateIsRefused() throws Exception {
        var name = upload();
        execute("update image_removal set due_at = now()");
        await(() -> removals.claimDue(Instant.now(), 10));

        assertEquals(ApiError.UNAVAILABLE, refusal(() -> pictures.replace(null, name)));
    }

    @Test
    void moreThanAChunkIsRemovedAtOnce() throws Exception {
        execute("insert into image_removal (company_id, name, due_at)"
                + " select 1, 'samples/' || lpad(n::text, 22, '0') || '.png', now() from generate_series(1, 250) as n");

        await(images::removeDue);

        assertEquals(0, noted());
    }

    @Test
    void whatCannotBeRemovedIsTriedLaterAndStopsNoOther() throws Exception {
        var unreadable = "an image of before";
        var stuck = ImageName.next(SamplePictures.PLACE, StoredType.PNG);
        Files.createDirectories(Path.of("target/images", stuck.folder(), "folder", "in it"));
        await(() -> removals.note(1, unreadable, Instant.EPOCH));
        await(() -> removals.note(2, stuck.toString(), Instant.EPOCH));
        var name = upload();

        removeAllThatIsNoted();

        assertFalse(isThere(name));
        assertEquals(2, noted());
        for (var failed : List.of(unreadable, stuck.toString())) {
            assertEquals(60, minutesUntilRemovalOf(failed), failed);
        }
        Files.delete(Path.of("target/images", stuck.folder(), "folder", "in it"));
        removeAllThatIsNoted();
        assertEquals(0, number("select count(*) from image_removal where company_id = 2"));
    }

    @Test
    void theOneThatIsThereAlreadyIsNoChange() throws Exception {
        var name = upload();
        await(() -> pictures.replace(null, name));

        await(() -> pictures.replace(name, name));
        removeAllThatIsNoted();

        assertTrue(isThere(name));
    }

    @Test
    void imagesAreServedForEver() throws Exception {
        var name = upload();
        var url = urls.view(name).thumb200().url();
        assertEquals("https://velvet.example/uploads/", url.substring(0, 31));
        var expected =
                store.find(ImageName.parse(name).file(ImageVariant.THUMB_200)).orElseThrow();

        var answer = get(path(url));

        assertEquals(200, answer.statusCode());
        assertArrayEquals(expected.stream().readAllBytes(), answer.body());
        assertEquals("image/jpeg", header(answer, "Content-Type"));
        assertEquals("public, max-age=31536000, immutable", header(answer, "Cache-Control"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("default-src 'none'", header(answer, "Content-Security-Policy"));
        assertEquals(String.valueOf(answer.body().length), header(answer, "Content-Length"));
        assertEquals(1, answer.headers().allValues("X-Request-Id").size());
        var known = get(path(url), "If-None-Match", header(answer, "ETag"));
        assertEquals(304, known.statusCode());
        assertEquals(0, known.body().length);
        assertEquals(header(answer, "Cache-Control"), header(known, "Cache-Control"));
        assertEquals(200, get(path(url), "If-None-Match", "\"another\"").statusCode());
        given().head(path(url)).then().statusCode(200).header("Content-Length", header(answer, "Content-Length"));
    }

    @Test
    void aLargeOneIsServedWhole() throws IOException, InterruptedException {
        var file = ImageName.next(SamplePictures.PLACE, StoredType.PNG).file(ImageVariant.ORIGINAL);
        var content = new byte[3_000_000];
        new java.util.Random(3).nextBytes(content);
        store.put(file, content);

        var answer = get("/uploads/" + file.path());

        assertArrayEquals(content, answer.body());
        assertEquals("image/png", header(answer, "Content-Type"));
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        var name = upload();
        var there = path(urls.view(name).url());
        for (var path : List.of(
                there.replace("original", "thumb_300"),
                there.replace(".jpg", ".png"),
                there.replace(".jpg", ".svg"),
                there + "/",
                there + ".json",
                there.replace("/original", "//original"),
                there.replace("/original", "/../" + name.substring(8, 30) + "/original"),
                there.replace("/original", "/%2e%2e%2foriginal"),
                "/uploads/samples",
                "/uploads/samples/",
                "/uploads/samples/../../../../etc/passwd",
                "/uploads/samples/%2e%2e/%2e%2e/pom.xml",
                "/uploads/samples/aaaaaaaaaaaaaaaaaaaaaa/original.jpg",
                "/uploads/others/" + there.substring(17))) {
            var answer = get(path);

            assertEquals(404, answer.statusCode(), path);
            assertEquals("no-store", header(answer, "Cache-Control"), path);
            assertEquals("{\"status_code\":404,\"message\":\"Not found\"}", new String(answer.body()), path);
        }
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }

    private String upload() throws Exception {
        var url = "data:image/png;base64," + Base64.getEncoder().encodeToString(Pictures.quarters("png", 10, 10));
        var upload = Fields.read(Parameters.of(Map.of("avatar", url)), fields -> ImageUpload.read(fields, "avatar"));
        return await(() -> images.store(FieldPatch.given(upload), SamplePictures.PLACE, 1))
                .over(null);
    }

    private boolean isThere(String name) throws IOException {
        int there = 0;
        for (var variant : ImageVariant.values()) {
            try (var found = store.find(ImageName.parse(name).file(variant)).orElse(null)) {
                there += found == null ? 0 : 1;
            }
        }
        assertTrue(there == 0 || there == 4, there + " files of an image");
        return there == 4;
    }

    private void removeAllThatIsNoted() throws Exception {
        execute("update image_removal set due_at = now()");
        await(images::removeDue);
    }

    private Object refusal(Supplier<Uni<Void>> work) {
        return assertThrows(RefusedException.class, () -> await(work)).refusal();
    }

    private int noted() throws SQLException {
        return number("select count(*) from image_removal");
    }

    private int daysUntilRemovalOf(String name) throws SQLException {
        return minutesUntilRemovalOf(name) / (24 * 60);
    }

    private int minutesUntilRemovalOf(String name) throws SQLException {
        return number(
                "select round(extract(epoch from due_at - now()) / 60) from image_removal where name = '" + name + "'");
    }

    private int number(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** On a context like that of a request. */
    private static <T> T await(Supplier<Uni<T>> work) throws Exception {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
