package app.velvet.api.image;

import java.util.Map;

/** What is stored of an image: every variant as a file of one type. */
record Renditions(StoredType type, Map<ImageVariant, byte[]> files) {}
