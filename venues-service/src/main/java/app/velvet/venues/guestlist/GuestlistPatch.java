package app.velvet.venues.guestlist;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.venues.booking.NewNotes;
import app.velvet.venues.contact.QualificationStatus;
import java.util.List;
import java.util.stream.Stream;

/** What a request says about a guestlist. Fields it does not name stay as they are. */
record GuestlistPatch(
        FieldPatch<GuestlistStatus> status,
        FieldPatch<GuestlistState> state,
        FieldPatch<Long> userId,
        FieldPatch<Boolean> approved,
        FieldPatch<Boolean> tally,
        Party party,
        Types types,
        FieldPatch<String> note,
        List<String> notes,
        FieldPatch<QualificationStatus> qualification) {

    static final int MOST_GUESTS = 100_000;

    /** How many guests are expected, and have come. */
    record Party(
            FieldPatch<Integer> males,
            FieldPatch<Integer> females,
            FieldPatch<Integer> actualMales,
            FieldPatch<Integer> actualFemales) {

        private static Party read(Fields fields) {
            return new Party(
                    fields.patch("count_males", GuestlistPatch::count),
                    fields.patch("count_females", GuestlistPatch::count),
                    fields.patch("actual_count_males", GuestlistPatch::count),
                    fields.patch("actual_count_females", GuestlistPatch::count));
        }

        private static Party readNew(Fields fields) {
            return expecting(
                    fields.patch("count_males", GuestlistPatch::count),
                    fields.patch("count_females", GuestlistPatch::count));
        }

        static Party expecting(FieldPatch<Integer> males, FieldPatch<Integer> females) {
            return new Party(males, females, FieldPatch.absent(), FieldPatch.absent());
        }

        boolean closesOut() {
            return actualMales.isGiven() || actualFemales.isGiven();
        }
    }

    /** What the guests are on the list as. */
    record Types(FieldPatch<Long> forMales, FieldPatch<Long> forFemales) {

        static Types read(Fields fields) {
            return new Types(
                    fields.patch("type_for_males_id", Fields::id), fields.patch("type_for_females_id", Fields::id));
        }

        boolean areGiven() {
            return forMales.isGiven() || forFemales.isGiven();
        }
    }

    /** Reads an update. */
    static GuestlistPatch read(Fields fields) {
        return rest(fields, Party.read(fields));
    }

    /** Reads a creation, which closes nothing out. */
    static GuestlistPatch readNew(Fields fields) {
        return rest(fields, Party.readNew(fields));
    }

    private static GuestlistPatch rest(Fields fields, Party party) {
        return new GuestlistPatch(
                fields.patch(
                        "status",
                        (given, name) ->
                                orElse(given.oneOf(name, GuestlistStatus.class), GuestlistStatus.NOT_CONFIRMED)),
                fields.patch(
                        "state",
                        (given, name) -> orElse(given.oneOf(name, GuestlistState.class), GuestlistState.ACTIVE)),
                fields.patch("user_id", Fields::id),
                fields.patch("approved", (given, name) -> given.bool(name, false)),
                fields.patch("tally", (given, name) -> given.bool(name, false)),
                party,
                Types.read(fields),
                fields.patch("note", (given, name) -> given.text(name, NewNotes.LONGEST)),
                NewNotes.read(fields),
                fields.patch("qualification", (given, name) -> given.oneOf(name, QualificationStatus.class)));
    }

    /** One row of many: that many guests of these types, and what is to be noted about them. */
    static GuestlistPatch ofRow(int males, int females, Types types, List<String> notes) {
        return new GuestlistPatch(
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                Party.expecting(FieldPatch.given(males), FieldPatch.given(females)),
                types,
                FieldPatch.absent(),
                notes,
                FieldPatch.absent());
    }

    /** Whether it says nothing but what is said when the guests have come. */
    boolean onlyClosesOut() {
        return Stream.of(state, userId, approved, party.males, party.females, note, qualification)
                        .noneMatch(FieldPatch::isGiven)
                && !types.areGiven()
                && notes.isEmpty();
    }

    private static Integer count(Fields fields, String name) {
        return fields.integer(name, 0, MOST_GUESTS);
    }

    private static <T> T orElse(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
