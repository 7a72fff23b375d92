package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A {@code multipart/form-data} body as it comes in. Larger parts go to disk, so every method may block. Calls must not
 * overlap. {@link #close} deletes the files.
 */
final class MultipartBody implements AutoCloseable {

    private static final int LARGEST_IN_MEMORY = 16 * 1024;
    private static final int MOST_BUFFERED = 64 * 1024;

    private final ParameterBudget budget;
    private final HttpPostMultipartRequestDecoder decoder;

    private boolean returnHeldBack;
    private boolean closed;

    /** @throws RefusedException if the type names no boundary */
    MultipartBody(String contentType, ParameterBudget budget) {
        this.budget = budget;
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    new Parts(), request, StandardCharsets.UTF_8, ParameterBudget.MOST, MOST_BUFFERED);
            decoder.setDiscardThreshold(MOST_BUFFERED);
        } catch (RuntimeException malformed) {
            throw refused(malformed);
        }
    }

    /** @throws RefusedException if the body is malformed, or a part of it too large */
    synchronized void add(Buffer chunk) {
        if (closed) {
            return;
        }
        offer(new DefaultHttpContent(withoutLastReturn(chunk)));
        if (decoder.currentPartialHttpData() instanceof HttpData part) {
            checkSize(part);
        }
    }

    /** @throws RefusedException if the body is malformed, or has ended before its time */
    synchronized Parameters end() {
        offer(new DefaultLastHttpContent(withoutLastReturn(Buffer.buffer(0))));
        var tree = new ParameterTree(budget);
        long fieldBytes = 0;
        try {
            while (decoder.hasNext()) {
                var part = (HttpData) decoder.next();
                checkSize(part);
                fieldBytes += part instanceof FileUpload ? 0 : part.length();
                put(part, tree);
            }
        } catch (EndOfDataDecoderException complete) {
            BodyLimits.checkBody(fieldBytes);
            return tree.frozen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new RefusedException(ApiError.INVALID_PARAMS);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            decoder.destroy();
        }
    }

    /**
     * What can be offered now: Netty's decoder counts a carriage return at the end of a chunk as content, although the line
     * feed that makes it part of a delimiter may begin the next one.
     */
    private ByteBuf withoutLastReturn(Buffer chunk) {
        var bytes = Unpooled.buffer(chunk.length() + 1);
        if (returnHeldBack) {
            bytes.writeByte(HttpConstants.CR);
        }
        bytes.writeBytes(chunk.getByteBuf());
        returnHeldBack = chunk.length() > 0 && chunk.getByte(chunk.length() - 1) == HttpConstants.CR;
        return returnHeldBack ? bytes.writerIndex(bytes.writerIndex() - 1) : bytes;
    }

    private void offer(HttpContent content) {
        try {
            decoder.offer(content);
        } catch (RuntimeException malformed) {
            throw refused(malformed);
        }
    }

    /**
     * Netty's decoder meets broken headers of a part with whatever its string handling runs into, beside exceptions of its
     * own. Only a failing disk is not the client's doing.
     */
    private static RuntimeException refused(RuntimeException malformed) {
        return malformed.getCause() instanceof IOException disk
                ? new UncheckedIOException(disk)
                : new RefusedException(ApiError.INVALID_PARAMS);
    }

    private static void checkSize(HttpData part) {
        if (part instanceof FileUpload) {
            BodyLimits.checkFile(part.length());
        } else {
            BodyLimits.checkBody(part.length());
        }
    }

    private static void put(InterfaceHttpData part, ParameterTree tree) throws IOException {
        var name = StorableText.checked(part.getName());
        if (part instanceof FileUpload file) {
            if (!file.getFilename().isEmpty()) {
                tree.put(name, new UploadedFile(file));
            }
        } else {
            var value = ((Attribute) part).get();
            tree.put(name, StorableText.ofUtf8(value, 0, value.length));
        }
    }

    /** Makes parts that do not believe the length that their own headers state. */
    private static final class Parts extends DefaultHttpDataFactory {

        Parts() {
            super(LARGEST_IN_MEMORY);
            setDeleteOnExit(false);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name, long statedSize) {
            return createAttribute(request, name);
        }

        @Override
        public FileUpload createFileUpload(
                HttpRequest request,
                String name,
                String filename,
                String contentType,
                String contentTransferEncoding,
                Charset charset,
                long statedSize) {
            return super.createFileUpload(request, name, filename, contentType, contentTransferEncoding, charset, 0);
        }
    }
}
