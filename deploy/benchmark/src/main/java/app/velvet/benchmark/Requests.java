package app.velvet.benchmark;

import app.velvet.benchmark.FeedWorld.Reader;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pulls of one kind by many readers, each of whose answers is equally long.
 *
 * @param file a line for each: path and token
 * @param length of each answer without the end of its line, in bytes
 */
record Requests(Path file, int length) {

    /** So many of the answers are read to the end before anything is measured; of all the others the length is compared. */
    private static final int LOOKED_AT = 10;

    /** Of the service, each by one of its readers. */
    static Requests ofService(Bench bench, PackagedProcess service, List<Reader> readers, Instant since, int elements)
            throws IOException {
        var path = "/api/v1/last_changes?start_date=" + encoded(since.toString());
        var lines = readers.stream().map(reader -> path + " " + reader.token()).toList();
        return looked(bench, service, lines, elements, Requests::elementsOfService);
    }

    /** Of the minimal endpoint, each of another company. */
    static Requests ofMinimal(Bench bench, PackagedProcess minimal, FeedData data, Instant since, int elements)
            throws IOException {
        var lines = IntStream.range(0, data.companies())
                .mapToObj(company -> "/changes?shard=" + FeedData.shard(company) + "&company="
                        + FeedData.companyId(company) + "&key=" + encoded(FeedData.wholeCompany()) + "&since="
                        + encoded(since.toString()))
                .toList();
        return looked(bench, minimal, lines, elements, answer -> answer);
    }

    private static Requests looked(
            Bench bench, PackagedProcess server, List<String> lines, int elements, Elements inAnswer)
            throws IOException {
        int length = -1;
        for (var line : lines.subList(0, Math.min(LOOKED_AT, lines.size()))) {
            var body = answer(server, line);
            require(inAnswer.of(SyncService.JSON.readTree(body)), elements, body);
            int bytes = body.stripTrailing().getBytes(StandardCharsets.UTF_8).length;
            if (length >= 0 && length != bytes) {
                throw new Failure("Answers to the same question are " + length + " and " + bytes + " bytes long");
            }
            length = bytes;
        }
        Path file = Files.createTempFile(bench.work(), "pulls-", "");
        Files.write(file, lines);
        return new Requests(file, length);
    }

    @FunctionalInterface
    private interface Elements {

        JsonNode of(JsonNode answer);
    }

    private static JsonNode elementsOfService(JsonNode answer) {
        if (answer.path("status").asInt(-1) != 0 || answer.path("has_more").asBoolean(true)) {
            throw new Failure("Not all changes: " + answer.path("message").asText());
        }
        return answer.path("activity_log");
    }

    private static void require(JsonNode found, int elements, String body) {
        var ids = new HashSet<Long>();
        found.forEach(element -> ids.add(element.path("id").asLong()));
        if (!found.isArray() || found.size() != elements || ids.size() != elements) {
            throw new Failure(
                    "An answer has " + found.size() + " elements, " + ids.size() + " of them different, and not "
                            + elements + ": " + body.substring(0, Math.min(500, body.length())));
        }
    }

    private static String answer(PackagedProcess server, String line) throws IOException {
        var parts = line.split(" ");
        var request = HttpRequest.newBuilder(URI.create(server.url() + parts[0]));
        if (parts.length > 1) {
            request.header("Authorization", "Bearer " + parts[1]);
        }
        var answer = server.send(request);
        if (answer.statusCode() != 200) {
            throw new Failure("A pull was answered " + answer.statusCode() + " " + answer.body() + "\n" + server.log());
        }
        return answer.body();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
