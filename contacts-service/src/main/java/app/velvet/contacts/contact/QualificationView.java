package app.velvet.contacts.contact;

/** The answer to a qualification that was set. */
record QualificationView(long contactId, QualificationStatus status, long venueId) {}
