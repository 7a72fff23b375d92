package app.velvet.events.consumer;

/**
 * What one consumer keeps in the database. Every method of its parts works on the connection it is given and in its
 * transaction.
 */
record ConsumerStore(
        ConsumerPositions positions,
        CompanyPlaces places,
        NamedEntities named,
        StoppedCompanies stopped,
        ParkedRecords parked) {

    static ConsumerStore of(String consumer, ConsumerSettings settings) {
        return new ConsumerStore(
                new ConsumerPositions(consumer, settings.idleInTransaction(), settings.compactionLag()),
                new CompanyPlaces(consumer),
                new NamedEntities(consumer),
                new StoppedCompanies(consumer),
                new ParkedRecords(consumer));
    }
}
