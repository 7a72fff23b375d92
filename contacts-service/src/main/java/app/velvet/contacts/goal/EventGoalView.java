package app.velvet.contacts.goal;

/** What the caller is to sell at an event; 0 where nobody has set that. */
record EventGoalView(double goalAmount) {}
