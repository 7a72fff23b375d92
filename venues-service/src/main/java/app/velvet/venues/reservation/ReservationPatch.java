package app.velvet.venues.reservation;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.venues.booking.NewNotes;
import app.velvet.venues.contact.QualificationStatus;
import java.util.List;
import java.util.stream.Stream;

/** What a request says about a reservation. Fields it does not name stay as they are; a list it gives replaces the old one. */
record ReservationPatch(
        FieldPatch<Long> eventId,
        FieldPatch<Long> contactId,
        FieldPatch<ReservationStatus> status,
        People people,
        Place place,
        Party party,
        Bill bill,
        FieldPatch<String> note,
        FieldPatch<List<String>> contactDegree,
        FieldPatch<Boolean> closeout,
        List<String> notes,
        FieldPatch<QualificationStatus> qualification) {

    private static final int LONGEST_TEXT = 255;
    private static final int MOST_TABLES = 100;
    private static final int MOST_GUESTS = 100_000;
    private static final double MOST_MONEY = 1e12;

    /** Who has to do with it. */
    record People(
            FieldPatch<Long> originatorId,
            FieldPatch<Long> hostId,
            FieldPatch<Long> waitressId,
            FieldPatch<Long> referableId,
            FieldPatch<ReferableType> referableType) {

        static People read(Fields fields) {
            return new People(
                    fields.patch("originator_id", Fields::id),
                    fields.patch("host_id", Fields::id),
                    fields.patch("waitress_id", Fields::id),
                    fields.patch("referable_id", Fields::id),
                    fields.patch("referable_type", (given, name) -> given.oneOf(name, ReferableType.class)));
        }

        boolean areGiven() {
            return Stream.of(originatorId, hostId, waitressId, referableId, referableType)
                    .anyMatch(FieldPatch::isGiven);
        }
    }

    /** Where in the event the guests are. */
    record Place(
            FieldPatch<Long> sectionId,
            FieldPatch<List<Long>> requestedTableIds,
            FieldPatch<List<Long>> assignedTableIds) {

        static Place read(Fields fields) {
            return new Place(
                    fields.patch("reservation_section_id", Fields::id),
                    fields.patch("requested_table_ids", Place::tableIds),
                    fields.patch("assigned_table_ids", Place::tableIds));
        }

        private static List<Long> tableIds(Fields fields, String name) {
            var ids = fields.ids(name);
            if (ids != null && ids.size() > MOST_TABLES) {
                fields.reject(name, "has more than " + MOST_TABLES + " entries");
            }
            return ids == null ? List.of() : ids.stream().distinct().sorted().toList();
        }

        boolean isGiven() {
            return Stream.of(sectionId, requestedTableIds, assignedTableIds).anyMatch(FieldPatch::isGiven);
        }
    }

    /** How many guests are expected, and have come. */
    record Party(
            FieldPatch<Integer> males,
            FieldPatch<Integer> females,
            FieldPatch<Integer> actualMales,
            FieldPatch<Integer> actualFemales) {

        static Party read(Fields fields) {
            return new Party(
                    fields.patch("count_males", ReservationPatch::count),
                    fields.patch("count_females", ReservationPatch::count),
                    fields.patch("actual_count_males", ReservationPatch::count),
                    fields.patch("actual_count_females", ReservationPatch::count));
        }
    }

    /** What they are to pay, and have paid. */
    record Bill(
            FieldPatch<Double> minimum,
            FieldPatch<String> comp,
            FieldPatch<Double> actualComp,
            FieldPatch<Double> actualSpent,
            FieldPatch<Double> prePaid,
            FieldPatch<String> checkNumber,
            FieldPatch<String> number,
            FieldPatch<Integer> bottles) {

        static Bill read(Fields fields) {
            return new Bill(
                    fields.patch("minimum", ReservationPatch::money),
                    fields.patch("comp", ReservationPatch::text),
                    fields.patch("actual_comp", ReservationPatch::money),
                    fields.patch("actual_spent", ReservationPatch::money),
                    fields.patch("pre_paid", ReservationPatch::money),
                    fields.patch("check_number", ReservationPatch::text),
                    fields.patch("number", ReservationPatch::text),
                    fields.patch("bottles", ReservationPatch::count));
        }
    }

    /** Reads an update. */
    static ReservationPatch read(Fields fields) {
        var eventId = fields.patch("event_id", Fields::requiredId);
        var contactId = fields.patch("contact_id", Fields::requiredId);
        var status = fields.patch("status", ReservationPatch::status);
        var closeout = fields.patch("closeout", (given, name) -> given.bool(name, false));
        return rest(fields, eventId, contactId, status, closeout);
    }

    /** Reads a creation, which must give what a reservation cannot be without. */
    static ReservationPatch readNew(Fields fields) {
        var eventId = FieldPatch.given(fields.requiredId("event_id"));
        var status = FieldPatch.given(status(fields, "status"));
        return rest(fields, eventId, FieldPatch.absent(), status, FieldPatch.absent());
    }

    private static ReservationPatch rest(
            Fields fields,
            FieldPatch<Long> eventId,
            FieldPatch<Long> contactId,
            FieldPatch<ReservationStatus> status,
            FieldPatch<Boolean> closeout) {
        return new ReservationPatch(
                eventId,
                contactId,
                status,
                People.read(fields),
                Place.read(fields),
                Party.read(fields),
                Bill.read(fields),
                fields.patch("note", (given, name) -> given.text(name, NewNotes.LONGEST)),
                fields.patch("contact_degree", ContactDegree::read),
                closeout,
                NewNotes.read(fields),
                fields.patch("qualification", (given, name) -> given.oneOf(name, QualificationStatus.class)));
    }

    /** Whether it says nothing but what is said when the guests have gone. */
    boolean onlyClosesOut() {
        return !eventId.isGiven()
                && !contactId.isGiven()
                && !people.areGiven()
                && !place.isGiven()
                && !party.males.isGiven()
                && !party.females.isGiven()
                && !bill.minimum.isGiven()
                && !note.isGiven()
                && !contactDegree.isGiven()
                && notes.isEmpty()
                && !qualification.isGiven();
    }

    private static ReservationStatus status(Fields fields, String name) {
        fields.requiredText(name, LONGEST_TEXT);
        return fields.oneOf(name, ReservationStatus.class);
    }

    private static String text(Fields fields, String name) {
        return fields.text(name, LONGEST_TEXT);
    }

    private static Integer count(Fields fields, String name) {
        return fields.integer(name, 0, MOST_GUESTS);
    }

    private static Double money(Fields fields, String name) {
        var amount = fields.decimal(name);
        if (amount != null && (amount < 0 || amount > MOST_MONEY)) {
            fields.reject(name, "is invalid");
        }
        return amount;
    }
}
