package app.velvet.push.delivery.apns;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameLogger;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.logging.LogLevel;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long APNs asks to be left alone. Pushy does not tell of that header, but lets a logger see the frames: it comes before
 * the answer is complete.
 */
final class RetryAfter extends Http2FrameLogger {

    private final Map<UUID, Duration> byPush = new ConcurrentHashMap<>();

    RetryAfter() {
        super(LogLevel.TRACE, RetryAfter.class);
    }

    /** From now on, what an answer to this push says is kept, until it is taken. */
    void expect(UUID pushId) {
        byPush.put(pushId, Duration.ZERO);
    }

    /** {@link Duration#ZERO} if the answer did not say. */
    Duration take(UUID pushId) {
        var asked = byPush.remove(pushId);
        return asked == null ? Duration.ZERO : asked;
    }

    @Override
    public void logHeaders(
            Direction direction,
            ChannelHandlerContext context,
            int streamId,
            Http2Headers headers,
            int padding,
            boolean endStream) {
        see(direction, headers);
    }

    @Override
    public void logHeaders(
            Direction direction,
            ChannelHandlerContext context,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endStream) {
        see(direction, headers);
    }

    private void see(Direction direction, Http2Headers headers) {
        var seconds = headers.get("retry-after");
        var id = headers.get("apns-id");
        if (direction == Direction.INBOUND && seconds != null && id != null) {
            keep(id.toString(), seconds.toString());
        }
    }

    /** Not with a date: APNs gives seconds, if anything. */
    private void keep(String id, String seconds) {
        try {
            var asked = Duration.ofSeconds(Math.max(0, Integer.parseInt(seconds.strip())));
            byPush.computeIfPresent(UUID.fromString(id), (push, before) -> asked);
        } catch (IllegalArgumentException unreadable) {
            // As good as none: what we would wait by ourselves.
        }
    }
}
