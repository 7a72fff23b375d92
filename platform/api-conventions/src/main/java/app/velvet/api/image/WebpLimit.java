package app.velvet.api.image;

import java.util.Optional;

/**
 * How many pixels a WebP may have: unlike those of other formats its decoder makes all of some pictures before it leaves any
 * pixel out, and the rest of the service needs its share of the heap.
 *
 * @param heap the most that it may become, in bytes
 */
record WebpLimit(long heap) {

    private static final int BYTES_PER_PIXEL = 4;
    private static final int SHARES_OF_HEAP = 3;
    private static final long WANTED_HEAP = PictureDecoding.MOST_PIXELS * BYTES_PER_PIXEL * SHARES_OF_HEAP;

    private static final String WARNING = "Of WebP, pictures of up to %d megapixels are decoded, and not of "
            + millions(PictureDecoding.MOST_PIXELS) + ": that takes a maximum heap of " + millions(WANTED_HEAP)
            + " MB, and it is %d MB";

    static WebpLimit ofThisProcess() {
        return new WebpLimit(Runtime.getRuntime().maxMemory());
    }

    long pixels() {
        return isNarrow() ? heap / SHARES_OF_HEAP / BYTES_PER_PIXEL : PictureDecoding.MOST_PIXELS;
    }

    /** Whether pictures are refused for it that would be accepted in another format. */
    boolean isNarrow() {
        return heap < WANTED_HEAP;
    }

    /** What whoever runs the service should know, if there is anything. */
    Optional<String> warning() {
        return isNarrow() ? Optional.of(WARNING.formatted(millions(pixels()), millions(heap))) : Optional.empty();
    }

    private static long millions(long number) {
        return number / 1_000_000;
    }
}
