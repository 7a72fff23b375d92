package app.velvet.push.notification;

/** How many notifications a user has not read. */
record UnreadCount(long count) {}
