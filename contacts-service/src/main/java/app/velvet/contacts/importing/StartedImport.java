package app.velvet.contacts.importing;

/** @param id of the import, to ask how far it is */
record StartedImport(String message, long id) {

    static StartedImport of(ContactImport contactImport) {
        return new StartedImport("File successfully uploaded", contactImport.id());
    }
}
