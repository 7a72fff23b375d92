package app.velvet.events.consumer;

/** Someone else has applied these records or is about to, or they are too far behind to be applied without a rebuild. */
final class PositionLostException extends Exception {}
