package app.velvet.sync.pull;

import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Element.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Cursors as texts that are opaque to clients and fit into a URL. Sealed for one company, so that what was cut short,
 * altered or made for another is told from ours. The seal is no secret: who makes one himself asks for a place in his own
 * company's feed, as he may with any time.
 */
final class CursorFormat {

    private static final byte VERSION = 1;
    private static final int SEAL_LENGTH = 8;
    private static final int LONGEST = 1_024;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Stands for all classes that are not named, those of later releases included. */
    private static final String ALL_OTHERS = "";

    private CursorFormat() {}

    static String write(Cursor cursor, long companyId) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(cursor.epoch().getMostSignificantBits());
            out.writeLong(cursor.epoch().getLeastSignificantBits());
            writeTime(out, cursor.watermark());
            writeTime(out, cursor.position().visibleAt());
            out.writeUTF(cursor.position().className());
            out.writeLong(cursor.position().id());
            writeStartDates(out, cursor.startDates());
            out.write(seal(bytes.toByteArray(), companyId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text(bytes.toByteArray());
    }

    /** Empty for what we never made for this company, and for what later releases have made. */
    static Optional<Cursor> read(String text, long companyId) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return text(bytes).equals(text) && isSealed(bytes, companyId)
                    ? Optional.of(read(new DataInputStream(new ByteArrayInputStream(bytes))))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Cursor read(DataInputStream in) throws IOException {
        require(in.readByte() == VERSION);
        var epoch = new UUID(in.readLong(), in.readLong());
        var watermark = readTime(in);
        var position = new Position(readTime(in), in.readUTF(), in.readLong());
        require(position.className().isEmpty()
                || FeedClass.find(position.className()).isPresent());
        var startDates = readStartDates(in);
        require(in.available() == SEAL_LENGTH);
        return new Cursor(epoch, watermark, position, startDates);
    }

    private static void writeStartDates(DataOutputStream out, Map<FeedClass, Instant> startDates) throws IOException {
        var named = new EnumMap<>(startDates);
        var ofAllOthers = Optional.<Instant>empty();
        if (startDates.size() == FeedClass.values().length) {
            var earliest = Collections.min(startDates.values());
            named.values().removeIf(earliest::equals);
            ofAllOthers = Optional.of(earliest);
        }
        out.writeByte(named.size() + (ofAllOthers.isPresent() ? 1 : 0));
        for (var startDate : named.entrySet()) {
            out.writeUTF(startDate.getKey().wireName());
            writeTime(out, startDate.getValue());
        }
        if (ofAllOthers.isPresent()) {
            out.writeUTF(ALL_OTHERS);
            writeTime(out, ofAllOthers.get());
        }
    }

    private static Map<FeedClass, Instant> readStartDates(DataInputStream in) throws IOException {
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        for (var left = in.readByte(); left > 0; left--) {
            var name = in.readUTF();
            var startDate = readTime(in);
            if (name.equals(ALL_OTHERS)) {
                Arrays.stream(FeedClass.values()).forEach(other -> startDates.putIfAbsent(other, startDate));
            } else {
                startDates.put(FeedClass.find(name).orElseThrow(IllegalArgumentException::new), startDate);
            }
        }
        require(!startDates.isEmpty());
        return startDates;
    }

    private static void writeTime(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    private static Instant readTime(DataInputStream in) throws IOException {
        var time = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
        require(!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST));
        return time;
    }

    private static boolean isSealed(byte[] bytes, long companyId) {
        var length = bytes.length - SEAL_LENGTH;
        return length > 0
                && Arrays.equals(
                        Arrays.copyOfRange(bytes, length, bytes.length), seal(Arrays.copyOf(bytes, length), companyId));
    }

    private static byte[] seal(byte[] content, long companyId) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(companyId).array());
            return Arrays.copyOf(digest.digest(content), SEAL_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void require(boolean ours) {
        if (!ours) {
            throw new IllegalArgumentException();
        }
    }
}
