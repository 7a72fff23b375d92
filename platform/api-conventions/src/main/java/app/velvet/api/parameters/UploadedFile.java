package app.velvet.api.parameters;

import io.netty.buffer.ByteBufInputStream;
import io.netty.handler.codec.http.multipart.FileUpload;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file that Netty has taken out of a multipart body. */
record UploadedFile(FileUpload upload) implements FilePart {

    @Override
    public String fileName() {
        return upload.getFilename();
    }

    @Override
    public String contentType() {
        return upload.getContentType();
    }

    @Override
    public long size() {
        return upload.length();
    }

    @Override
    public InputStream open() throws IOException {
        return upload.isInMemory()
                ? new ByteBufInputStream(upload.getByteBuf().duplicate())
                : new FileInputStream(upload.getFile());
    }
}
