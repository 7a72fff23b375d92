package app.velvet.auth.user;

import app.velvet.api.image.ImageView;

/** A user's picture. */
public record UserImage(ImageView photo) {}
