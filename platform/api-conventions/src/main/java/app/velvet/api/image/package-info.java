/**
 * Images that users upload. A resource reads a field with {@link app.velvet.api.image.ImageUpload}; {@link
 * app.velvet.api.image.ImageUploads} limits how many a user brings; {@link app.velvet.api.image.Images} makes the variants
 * and stores them, and tells the service's transaction what to keep; {@link
 * app.velvet.api.image.ImageUrls} is what answers show; {@link app.velvet.api.image.ServedImages} hands the files out. A
 * service that has images has a table {@code image_removal}, beside what {@link app.velvet.api.throttle} takes, and lets {@link app.velvet.api.image.Images#removeDue} run now
 * and then.
 */
package app.velvet.api.image;
