package app.velvet.push.delivery;

/** A try and what has become of it. */
record Answered(DueDelivery delivery, DeliveryOutcome outcome) {}
