package app.velvet.api.image;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Images in a bucket of an object storage that speaks S3. */
final class S3ImageStore implements ImageStore, AutoCloseable {

    private final S3Client client;
    private final String bucket;

    /** @param client closed with the store */
    S3ImageStore(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public void put(ImageFile file, byte[] content) throws IOException {
        try {
            client.putObject(
                    put -> put.bucket(bucket).key(file.path()).contentType(file.mediaType()),
                    RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Optional<Content> find(ImageFile file) throws IOException {
        try {
            var found = client.getObject(get -> get.bucket(bucket).key(file.path()));
            return Optional.of(new Content(found.response().contentLength(), found));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void remove(ImageName image) throws IOException {
        try {
            for (var variant : ImageVariant.values()) {
                client.deleteObject(
                        delete -> delete.bucket(bucket).key(image.file(variant).path()));
            }
        } catch (SdkException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
