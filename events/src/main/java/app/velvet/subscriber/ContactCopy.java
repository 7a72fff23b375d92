package app.velvet.subscriber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The contacts of the companies of one partition, and where each company is. It is a JSON object:
 * <pre>
 * {"position": 4711, "known_until": "…", "companies": {"12": {"epoch": "…", "sequence": 38, "contacts": {"7": {…}}}}}
 * </pre>
 * While the contacts of a company are named in a new epoch, {@code unnamed} has the ids of those that have not been.
 */
final class ContactCopy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode copy;

    ContactCopy() {
        this(JSON.createObjectNode());
    }

    private ContactCopy(ObjectNode copy) {
        this.copy = copy;
    }

    static Optional<ContactCopy> load(Path folder, int partition) throws IOException {
        var file = file(folder, partition);
        return Files.exists(file)
                ? Optional.of(new ContactCopy((ObjectNode) JSON.readTree(file.toFile())))
                : Optional.empty();
    }

    /** All of it at once, or nothing. What a kill leaves half written, the next time overwrites. */
    void save(Path folder, int partition, long position, Instant knownUntil) throws IOException {
        copy.put("position", position).put("known_until", knownUntil.toString());
        var written = Files.createDirectories(folder).resolve(partition + ".json.tmp");
        JSON.writeValue(written.toFile(), copy);
        Files.move(written, file(folder, partition), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path file(Path folder, int partition) {
        return folder.resolve(partition + ".json");
    }

    /** The offset to go on from. */
    long position() {
        return copy.get("position").asLong();
    }

    /** What was published until then is in it. */
    Instant knownUntil() {
        return Instant.parse(copy.get("known_until").asText());
    }

    /** Whether changes are missing between what is known of the company and this one. */
    boolean hasHoleBefore(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return false;
        }
        var company = company(record);
        var epoch = header(record, "ce_epoch");
        var known = company.path("epoch").asText();
        if (epoch.compareTo(known) < 0) {
            return false;
        }
        var last = epoch.equals(known) ? company.get("sequence").asLong() : 0;
        return sequence(record) > last + 1;
    }

    void apply(ConsumerRecord<String, byte[]> record) throws IOException {
        var company = company(record);
        if (record.value() == null) {
            forget(company, record.key());
            return;
        }
        var epoch = header(record, "ce_epoch");
        int order = epoch.compareTo(company.path("epoch").asText());
        if (order < 0
                || order == 0 && sequence(record) <= company.get("sequence").asLong()) {
            return; // was there before
        }
        if (order > 0) {
            beginEpoch(company, epoch);
        }
        company.put("sequence", sequence(record));
        var change = JSON.readTree(record.value());
        switch (change.get("class_name").asText()) {
            case "Contact" -> apply(company, change);
            case "EpochSnapshot" -> endSnapshot(company);
            default -> {} // not ours, and there may be new ones
        }
    }

    private void beginEpoch(ObjectNode company, String epoch) {
        company.put("epoch", epoch);
        company.set("unnamed", company.withObject("/contacts").deepCopy());
    }

    private static void apply(ObjectNode company, JsonNode change) {
        var id = change.get("id").asText();
        company.withObject("/unnamed").remove(id);
        if (change.get("action").asText().equals("destroy")) {
            company.withObject("/contacts").remove(id);
        } else {
            company.withObject("/contacts").set(id, change.get("data"));
        }
    }

    /** What the epoch has not named is not there any more. */
    private static void endSnapshot(ObjectNode company) {
        company.withObject("/unnamed").fieldNames().forEachRemaining(company.withObject("/contacts")::remove);
        company.remove("unnamed");
    }

    private static void forget(ObjectNode company, String key) {
        var parts = key.split("/");
        if (parts[1].equals("Contact")) {
            company.withObject("/contacts").remove(parts[2]);
        }
    }

    private ObjectNode company(ConsumerRecord<String, byte[]> record) {
        return copy.withObject("/companies").withObject("/" + record.key().split("/")[0]);
    }

    private static long sequence(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(header(record, "ce_sequence"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
