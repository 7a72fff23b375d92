package app.velvet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.velvet.benchmark.Creation.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PgbenchScriptTest {

    private static final List<String> LOG = """
            12|LOG:  statement: BEGIN
            12|LOG:  execute S_1: select id from contact where phone=$1
            12|DETAIL:  Parameters: $1 = '+499876543211'
            13|LOG:  execute <unnamed>: select pg_notify($1, $2)
            12|LOG:  execute S_2: insert into contact (id, name)
            	values ($1, $2)
            13|DETAIL:  Parameters: $1 = 'a', $2 = 'b'
            12|DETAIL:  Parameters: $1 = '31', $2 = 'O''Hara, $1 = ''x'''
            12|LOG:  execute S_3: select nextval('contact_owner_id')
            12|LOG:  statement: COMMIT
            12|LOG:  statement: BEGIN
            """.lines().toList();

    @Test
    void logTellsWhatOneTransactionSent() {
        assertThat(Creation.transaction(Creation.read(LOG)))
                .containsExactly(
                        new Statement("BEGIN", List.of()),
                        new Statement("select id from contact where phone=$1", List.of("+499876543211")),
                        new Statement(
                                "insert into contact (id, name)\nvalues ($1, $2)", List.of("31", "O'Hara, $1 = 'x'")),
                        new Statement("select nextval('contact_owner_id')", List.of()),
                        new Statement("COMMIT", List.of()));
    }

    @Test
    void logWithoutCreationIsRefused() {
        assertThatThrownBy(() -> Creation.transaction(Creation.read(LOG.subList(0, 3))))
                .isInstanceOf(Failure.class);
    }

    @Test
    void knownNumbersBecomeVariablesWhereverTheyStand() {
        assertThat(written("$1", "31")).isEqualTo(":contact_id");
        assertThat(written("$1::bigint[]", "{31,7}"))
                .isEqualTo("('{' || :contact_id::text || ',' || :company_id::text || '}')::bigint[]");
        assertThat(written("$1", "O'Hara 31")).isEqualTo("('O''Hara ' || :contact_id::text || '')");
    }

    @Test
    void numbersWithinOthersAreNotTaken() {
        assertThat(written("$1", "314")).isEqualTo(":p1");
    }

    @Test
    void timesMoveOnAndNullStays() {
        assertThat(written("$1, $2", "2026-05-01 23:00:00.5+00", null)).isEqualTo("now(), null");
    }

    @Test
    void whatHasColonsIsGivenAsItIs() {
        var json = "{\"id\":31,\"group\":null}";
        var script = script(new Statement("values ($1)", List.of(json)));
        assertThat(script.text()).endsWith("\nvalues (:p1);\n");
        assertThat(script.variables()).containsExactly(Map.entry("turn", "0"), Map.entry("p1", json));
    }

    @Test
    void idsAreDrawnByTheScriptItself() {
        var script = script(new Statement("select nextval('contact_id')", List.of()));
        assertThat(script.text()).containsOnlyOnce("nextval('contact_id')");
    }

    private static String written(String sql, String... parameters) {
        var text = script(new Statement(sql, Arrays.asList(parameters))).text();
        var lines = text.lines().toList();
        return lines.get(lines.size() - 1).replaceFirst(";$", "");
    }

    private static PgbenchScript script(Statement statement) {
        return PgbenchScript.of(new Creation(List.of(statement), Map.of("31", "contact_id", "7", "company_id")));
    }
}
