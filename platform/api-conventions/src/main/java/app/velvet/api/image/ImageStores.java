package app.velvet.api.image;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the store that the settings ask for; what they lack stops the start. */
@Singleton
class ImageStores {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PATIENCE_PER_ATTEMPT = Duration.ofSeconds(5);

    @Produces
    @Singleton
    ImageStore store(ImageSettings images, S3Settings s3) {
        return switch (images.store()) {
            case FOLDER -> new FolderImageStore(writable(require(images.directory(), "directory")));
            case S3 -> new S3ImageStore(client(s3), require(s3.bucket(), "s3.bucket"));
        };
    }

    void close(@Disposes ImageStore store) {
        if (store instanceof S3ImageStore s3) {
            s3.close();
        }
    }

    static S3Client client(S3Settings settings) {
        var builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(PATIENCE_PER_ATTEMPT))
                .region(Region.of(require(settings.region(), "s3.region")))
                .credentialsProvider(credentials(settings))
                .forcePathStyle(settings.pathStyle())
                // Storages other than Amazon's need not know its newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        calls -> calls.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE_PER_ATTEMPT));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        if (settings.accessKey().isEmpty() && settings.secretKey().isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                require(settings.accessKey(), "s3.access-key"), require(settings.secretKey(), "s3.secret-key")));
    }

    private static Path writable(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "velvet.images.directory (%s) cannot be made".formatted(directory.toAbsolutePath()), e);
        }
        if (!Files.isWritable(directory)) {
            throw new IllegalStateException(
                    "velvet.images.directory (%s) cannot be written".formatted(directory.toAbsolutePath()));
        }
        return directory;
    }

    static <T> T require(Optional<T> setting, String name) {
        return setting.orElseThrow(() -> new IllegalStateException("velvet.images." + name + " is not set"));
    }
}
