package app.velvet.benchmark;

import app.velvet.benchmark.FeedWorld.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Phones that wait for changes, all on one thread of ours: each asks again, from where it is, as soon as it is answered. Of
 * those that are told something the last one's time is kept.
 */
final class WaitingClients implements AutoCloseable {

    private static final int WAIT_SECONDS = 55;
    private static final int BUFFER = 1 << 16;
    private static final String END_OF_CHUNKS = "\r\n0\r\n\r\n";
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");

    private final PackagedProcess service;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private volatile boolean isClosed;
    private volatile Throwable failure;

    private volatile int expected = Integer.MAX_VALUE;
    private volatile int told;
    private volatile long lastTold;
    private volatile long lastAnswered = System.nanoTime();

    /** A phone with its connection. */
    private static final class Phone {

        private final String token;
        private final StringBuilder received = new StringBuilder();

        private Phone(String token) {
            this.token = token;
        }
    }

    private WaitingClients(PackagedProcess service, Selector selector) {
        this.service = service;
        this.selector = selector;
        this.thread = new Thread(this::work, "waiting-clients");
        thread.setDaemon(true);
    }

    static WaitingClients open(PackagedProcess service, List<Reader> readers, Instant since) throws IOException {
        var clients = new WaitingClients(service, Selector.open());
        for (var reader : readers) {
            var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
            channel.configureBlocking(false);
            var phone = new Phone(reader.token());
            channel.register(clients.selector, SelectionKey.OP_READ, phone);
            ask(channel, phone, "start_date=" + since);
        }
        clients.thread.start();
        return clients;
    }

    /** Counts from now on those who are told something, until it are so many. */
    void expect(int count) {
        told = 0;
        expected = count;
    }

    /** Returns when the last expected one had all of what it was told, as {@link System#nanoTime}. */
    long awaitTold(Duration atMost) {
        Awaitility.await("the change")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    requireNoFailure();
                    return told >= expected;
                });
        return lastTold;
    }

    /** Waits until nobody has been answered for a while, and fails if more than expected were told something. */
    void awaitQuiet(Duration quiet) {
        Awaitility.await("quiet")
                .atMost(Duration.ofMinutes(2))
                .until(() -> System.nanoTime() - lastAnswered > quiet.toNanos());
        if (told > expected) {
            throw new Failure(told + " polls were told of a change that concerned " + expected);
        }
    }

    void requireNoFailure() {
        if (failure != null) {
            throw new Failure("Polls do not wait any more: " + failure, failure);
        }
    }

    private static void ask(SocketChannel channel, Phone phone, String since) throws IOException {
        var request = "GET /api/v1/last_changes?" + since + "&wait=" + WAIT_SECONDS
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + phone.token + "\r\n\r\n";
        var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void work() {
        try {
            while (!isClosed) {
                selector.select(key -> {
                    try {
                        read((SocketChannel) key.channel(), (Phone) key.attachment());
                    } catch (IOException | RuntimeException e) {
                        failure = e;
                        key.cancel();
                    }
                });
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void read(SocketChannel channel, Phone phone) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("a connection was closed");
        }
        phone.received.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
        if (isWhole(phone.received)) {
            var answer = phone.received.toString();
            phone.received.setLength(0);
            answered(channel, phone, answer);
        }
    }

    /** The answers are streamed, so their end is that of the chunks. */
    private static boolean isWhole(StringBuilder received) {
        int end = received.length() - END_OF_CHUNKS.length();
        return end >= 0 && received.indexOf(END_OF_CHUNKS, end) == end;
    }

    private void answered(SocketChannel channel, Phone phone, String answer) throws IOException {
        var cursor = CURSOR.matcher(answer);
        if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("\"status\":0") || !cursor.find()) {
            throw new IOException("a poll was answered " + answer);
        }
        if (answer.contains("\"class_name\"")) {
            lastTold = System.nanoTime();
            told++;
        }
        lastAnswered = System.nanoTime();
        ask(channel, phone, "cursor=" + cursor.group(1));
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
