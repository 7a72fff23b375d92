package app.velvet.push.notification;

/** How many are told. */
record Recipients(int recipients) {}
