package app.velvet.api.image.format;

/**
 * The first picture of an uploaded file and nothing else.
 *
 * @param content a file of that format, up to {@code length}
 * @param orientation how it is to be turned, as Exif numbers it: 1 if it is upright
 * @param colours what the pixels hold
 * @param heldPerPixel how many bytes a decoder holds for each pixel until it has seen all of them; 0 if it goes line by line
 */
public record BareImage(
        ImageFormat format, byte[] content, int length, int orientation, Colours colours, int heldPerPixel) {

    static final int UPRIGHT = 1;

    /**
     * Looks at the content only, whatever the file calls itself.
     *
     * @throws UnreadableImageException if it is no image that is accepted, or not all of one
     */
    public static BareImage of(byte[] file) throws UnreadableImageException {
        var format = ImageFormat.of(file);
        var source = new FileBytes(file);
        return switch (format) {
            case JPEG -> JpegFile.bare(source);
            case PNG -> PngFile.bare(source);
            case GIF -> GifFile.bare(source);
            case WEBP -> WebpFile.bare(source);
        };
    }

    static BareImage of(ImageFormat format, KeptBytes kept, int orientation, int heldPerPixel) {
        return new BareImage(format, kept.content(), kept.length(), orientation, Colours.OF_SCREENS, heldPerPixel);
    }

    /** What pixels are made of. */
    public enum Colours {
        OF_SCREENS,
        /** The inks of print. */
        CMYK,
        /** The same, written as brightness and two differences, and black. */
        YCCK
    }
}
