/**
 * Uploaded images before anybody decodes them. {@link app.velvet.api.image.format.BareImage} goes through the structure of a
 * file and leaves only what its first picture is made of: decoders never see metadata, further frames, or what else hides in
 * a file, and a file that ends too early is found out.
 */
package app.velvet.api.image.format;
