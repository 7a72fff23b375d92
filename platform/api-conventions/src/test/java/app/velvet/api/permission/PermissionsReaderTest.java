package app.velvet.api.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsReaderTest {

    private static final long HOME_VENUE = 9;

    @Test
    void emptyScopeIsTheWholeCompany() {
        assertEquals(new Scopes(true, false, Set.of()), contactRead("[{}]"));
    }

    @Test
    void selfIsWhatTheUserOwns() {
        assertEquals(new Scopes(false, true, Set.of()), contactRead("[{\"self\": true}]"));
    }

    @Test
    void selectedVenuesAreTheirIds() {
        assertEquals(new Scopes(false, false, Set.of(1L, 2L)), contactRead("[{\"selected_venues\": [1, \"2\"]}]"));
    }

    @Test
    void homeVenueIsReadAsTheUsersHomeVenue() {
        assertEquals(new Scopes(false, false, Set.of(HOME_VENUE)), contactRead("[{\"home_venue\": true}]"));
    }

    @Test
    void homeVenueOfAUserWithoutOneIsNowhere() {
        var permissions = PermissionsReader.read(json("{\"Contact\": {\"read\": [{\"home_venue\": true}]}}"), null);

        assertEquals(Scopes.NONE, permissions.scopes(Subject.CONTACT, "read"));
    }

    @Test
    void severalScopesAddUp() {
        assertEquals(
                new Scopes(false, true, Set.of(1L, 2L, HOME_VENUE)),
                contactRead(
                        "[{\"self\": true}, {\"selected_venues\": [1]}, {\"selected_venues\": [2], \"home_venue\": true}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "true",
                "\"all\"",
                "{}",
                "[null]",
                "[[]]",
                "[true]",
                "[{\"self\": false}]",
                "[{\"home_venue\": false}]",
                "[{\"selected_venues\": []}]",
                "[{\"selected_venues\": {}}]",
                "[{\"selected_venues\": [\"all\", null, -1]}]",
                "[{\"planet\": \"earth\"}]"
            })
    void whatIsNoScopeGrantsNothing(String scopes) {
        assertEquals(Scopes.NONE, contactRead(scopes));
    }

    @Test
    void manageIncludesEveryOtherActionOfItsSubject() {
        var permissions =
                read("{\"Contact\": {\"manage\": [{\"self\": true}], \"read\": [{\"selected_venues\": [1]}]}}");

        assertEquals(new Scopes(false, true, Set.of(1L)), permissions.scopes(Subject.CONTACT, "read"));
        assertEquals(new Scopes(false, true, Set.of()), permissions.scopes(Subject.CONTACT, "view_full"));
        assertEquals(new Scopes(false, true, Set.of()), permissions.scopes(Subject.CONTACT, "manage"));
        assertEquals(Scopes.NONE, permissions.scopes(Subject.TASK, "read"));
    }

    @Test
    void otherActionsDoNotIncludeEachOther() {
        var permissions = read("{\"Contact\": {\"read\": [{}]}}");

        assertEquals(Scopes.COMPANY, permissions.scopes(Subject.CONTACT, "read"));
        assertEquals(Scopes.NONE, permissions.scopes(Subject.CONTACT, "view_full"));
        assertEquals(Scopes.NONE, permissions.scopes(Subject.CONTACT, "manage"));
    }

    @Test
    void unknownSubjectsAreIgnored() {
        assertEquals(Permissions.NONE, read("{\"Starship\": {\"read\": [{}]}, \"Contact\": 1}"));
    }

    @Test
    void noStructPermitsNothing() {
        assertSame(Permissions.NONE, PermissionsReader.read(null, HOME_VENUE));
        for (var struct : List.of("null", "[]", "\"{}\"", "17")) {
            assertSame(Permissions.NONE, read(struct));
        }
    }

    @Test
    void everySubjectOfTheContractIsRead() {
        for (var subject : Subject.values()) {
            var permissions = read("{\"%s\": {\"read\": [{}]}}".formatted(subject.wireName()));

            assertEquals(Scopes.COMPANY, permissions.scopes(subject, "read"));
        }
    }

    @Test
    void permissionsAreEqualIfTheyPermitTheSame() {
        assertEquals(
                read("{\"Contact\": {\"read\": [{\"self\": true}, {\"selected_venues\": [1, 2]}], \"manage\": []}}"),
                read("{\"Contact\": {\"read\": [{\"selected_venues\": [2, 1], \"self\": true}]}, \"Task\": {}}"));
    }

    private static Scopes contactRead(String scopes) {
        return read("{\"Contact\": {\"read\": %s}}".formatted(scopes)).scopes(Subject.CONTACT, "read");
    }

    private static Permissions read(String struct) {
        return PermissionsReader.read(json(struct), HOME_VENUE);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
