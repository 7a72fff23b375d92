package app.velvet.venues.hold;

/** What a promoter is told when he has what he wanted. */
record ReservedView(String message) {

    static final ReservedView RESERVED = new ReservedView("Table has been successfully reserved");
    static final ReservedView UNRESERVED = new ReservedView("Table has been successfully unreserved");
}
