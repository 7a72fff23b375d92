package app.velvet.api.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class ImageStoreContract {

    private final ImageName image = ImageName.next("users", StoredType.JPEG);
    private final ImageFile thumb = image.file(ImageVariant.THUMB_100);

    abstract ImageStore store();

    @Test
    void whatIsPutIsFound() throws IOException {
        var content = new byte[300_000];
        new Random(1).nextBytes(content);

        store().put(thumb, content);

        try (var found = store().find(thumb).orElseThrow()) {
            assertEquals(300_000, found.bytes());
            assertArrayEquals(content, found.stream().readAllBytes());
        }
        assertTrue(store().find(image.file(ImageVariant.ORIGINAL)).isEmpty());
        assertTrue(store().find(ImageName.next("users", StoredType.JPEG).file(ImageVariant.THUMB_100))
                .isEmpty());
    }

    @Test
    void aRepeatedPutChangesNothing() throws IOException {
        store().put(thumb, new byte[] {1, 2, 3});
        store().put(thumb, new byte[] {1, 2, 3});

        try (var found = store().find(thumb).orElseThrow()) {
            assertArrayEquals(new byte[] {1, 2, 3}, found.stream().readAllBytes());
        }
    }

    @Test
    void removalTakesAllOfAnImageAndNoOther() throws IOException {
        var other = ImageName.next("users", StoredType.PNG).file(ImageVariant.ORIGINAL);
        store().put(other, new byte[] {7});
        for (var variant : ImageVariant.values()) {
            store().put(image.file(variant), new byte[] {1});
        }

        store().remove(image);

        for (var variant : ImageVariant.values()) {
            assertTrue(store().find(image.file(variant)).isEmpty());
        }
        try (var found = store().find(other).orElseThrow()) {
            assertEquals(1, found.bytes());
        }
    }

    @Test
    void removalOfWhatIsNotThereIsNoFailure() throws IOException {
        store().remove(image);
        store().put(thumb, new byte[] {1});
        store().remove(image);
        store().remove(image);

        assertTrue(store().find(thumb).isEmpty());
    }
}
