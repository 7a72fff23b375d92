package app.velvet.push.device;

/** An iOS device as it was registered. */
record ApnTokenView(String token) {}
