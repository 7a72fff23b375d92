package app.velvet.contacts.importing;

/** Points between which a replica can die without a card being lost or imported twice. */
enum ImportStep {
    CLAIMED,
    READ,
    AVATARS_STORED,
    CONTACTS_ADDED,
    COMMITTED
}
