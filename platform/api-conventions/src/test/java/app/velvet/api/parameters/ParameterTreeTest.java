package app.velvet.api.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTreeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=1                                               | {'a':'1'}",
                "a=1&a=2                                           | {'a':'2'}",
                "a                                                 | {'a':null}",
                "a=                                                | {'a':''}",
                "=1&&&                                             | {}",
                "contact[email]=x                                  | {'contact':{'email':'x'}}",
                "contact[email]=x&contact[name]=y                  | {'contact':{'email':'x','name':'y'}}",
                "contact_ids[]=1                                   | {'contact_ids':['1']}",
                "contact_ids[]=1&contact_ids[]=2                   | {'contact_ids':['1','2']}",
                "contact_ids[]                                     | {'contact_ids':[null]}",
                "f[][key]=a                                        | {'f':[{'key':'a'}]}",
                "f[][key]=a&f[][value]=1&f[][key]=b&f[][value]=2   | {'f':[{'key':'a','value':'1'},{'key':'b','value':'2'}]}",
                "f[][key]=a&f[][key]=b                             | {'f':[{'key':'a'},{'key':'b'}]}",
                "f[][v][]=A&f[][v][]=B                             | {'f':[{'v':['A','B']}]}",
                "f[][k]=a&f[][v][]=A&f[][v][]=B&f[][k]=b&f[][v][]=C| {'f':[{'k':'a','v':['A','B']},{'k':'b','v':['C']}]}",
                "f[][a][b]=1&f[][a][c]=2&f[][a][b]=3               | {'f':[{'a':{'b':'1','c':'2'}},{'a':{'b':'3'}}]}",
                "a[0][b]=x&a[1][b]=y                               | {'a':[{'b':'x'},{'b':'y'}]}",
                "a[10]=x&a[9]=y                                    | {'a':['y','x']}",
                "a[0]=x&a[b]=y                                     | {'a':{'0':'x','b':'y'}}",
                "a[b][0]=x                                         | {'a':{'b':['x']}}",
                "a[][]=1&a[][]=2                                   | {'a':[['1'],['2']]}",
                "0=x                                               | {'0':'x'}",
                "a[b                                               | {'a':{'[b':'x'}}",
                "[]=1                                              | {'[]':'1'}",
                "[a]=1                                             | {'[a]':'1'}",
                "a]=1                                              | {'a]':'1'}",
                "a[b]c=1                                           | {'a':{'b':{'c':'1'}}}",
                "a[ ]=1                                            | {'a':{' ':'1'}}",
                "a%5Bb%5D=x+y%20z                                  | {'a':{'b':'x y z'}}",
                "na%C3%AFve=%E2%9C%93                              | {'naïve':'✓'}",
                "naïve=✓                                           | {'naïve':'✓'}",
                "a=1;b=2                                           | {'a':'1;b=2'}",
                "a==&b=c=d                                         | {'a':'=','b':'c=d'}",
            })
    void namesArePutInPlaceAsRackDoesIt(String form, String json) throws Exception {
        var expected = json.replace('\'', '"').strip();
        var sent = form.strip().equals("a[b") ? "a[b=x" : form.strip();
        assertEquals(JSON.readTree(expected), JSON.valueToTree(read(sent)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1&a[b]=2",
                "a[b]=2&a=1",
                "a=1&a[]=2",
                "a[]=2&a=1",
                "a[]=1&a[b]=2",
                "a[b]=1&a[]=2",
                "a[b]=1&a[b][c]=2",
                "a[][b]=1&a[][b][c]=2",
                "a&a[b]=1",
            })
    void nameUsedAsValueAndAsTreeIsRefused(String form) {
        assertInvalid(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%1",
                "a=%zz",
                "%=1",
                "a=%C3",
                "a=%C3%28",
                "a=%ED%A0%80",
                "a=%00",
                "a%00=1",
                "a=\0",
                "a=%FF"
            })
    void brokenEscapesAndBytesAreRefused(String form) {
        assertInvalid(form);
    }

    @Test
    void sixteenLevelsAreTheDeepest() throws Exception {
        read("a" + "[b]".repeat(15) + "=1");
        assertInvalid("a" + "[b]".repeat(16) + "=1");
        read("a" + "[]".repeat(15) + "=1");
        assertInvalid("a" + "[]".repeat(16) + "=1");
        json("{\"a\":".repeat(16) + "1" + "}".repeat(16));
        assertThrows(RefusedException.class, () -> json("{\"a\":".repeat(17) + "1" + "}".repeat(17)));
    }

    @Test
    void tenThousandParametersAreTheMost() {
        read("a&".repeat(10_000));
        assertInvalid("a&".repeat(10_001));
        assertThrows(RefusedException.class, () -> json("{\"a\":[" + "1,".repeat(10_000) + "1]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "null",
                "\"a\"",
                "{",
                "{\"a\"}",
                "{\"a\":1}}",
                "{\"a\":1e99999999999}",
                "{\"a\":1} x",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":[1,}",
                "not json",
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        assertEquals(
                ApiError.INVALID_PARAMS,
                assertThrows(RefusedException.class, () -> json(body)).refusal());
    }

    @Test
    void invalidUtf8InJsonIsRefused() {
        var body = "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        body[6] = (byte) 0xff;
        assertThrows(RefusedException.class, () -> JsonParameters.read(body, new ParameterBudget()));
    }

    @Test
    void emptyJsonBodyHasNoParameters() {
        assertEquals(Parameters.NONE, json(""));
        assertEquals(Parameters.NONE, json(" \r\n"));
        assertEquals(Parameters.NONE, json("{}"));
    }

    @Test
    void hugeNumbersAreKeptWithoutBeingWrittenOut() {
        assertEquals("1E+999999999", json("{\"a\":1e999999999}").get("a").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=1         | {'b':2}           | {'a':'1','b':2}",
                "a=1         | {'a':2}           | {'a':2}",
                "a=1         | {'a':null}        | {'a':null}",
                "a[b]=1      | {'a':null}        | {'a':null}",
                "a[b]=1      | {'a':{'c':2}}     | {'a':{'b':'1','c':2}}",
                "a[b]=1      | {'a':{'b':2}}     | {'a':{'b':2}}",
                "a[]=1&a[]=2 | {'a':[3]}         | {'a':[3]}",
                "a[]=1       | {'a':[]}          | {'a':[]}",
                "a=1         | {'a':[2]}         | {'a':[2]}",
                "a[]=1       | {'a':2}           | {'a':2}",
                "a[b][]=1    | {'a':{'b':[2,3]}} | {'a':{'b':[2,3]}}",
            })
    void bodyIsLaidOverQuery(String query, String body, String merged) throws Exception {
        var parameters = read(query.strip()).under(json(body.replace('\'', '"')));
        assertEquals(JSON.readTree(merged.replace('\'', '"')), JSON.valueToTree(parameters));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"a=1|{'a':{'b':2}}", "a[b]=1|{'a':2}", "a[]=1|{'a':{'b':2}}", "a[b]=1|{'a':[2]}"})
    void valueInOneAndTreeInTheOtherIsRefused(String query, String body) {
        assertThrows(RefusedException.class, () -> read(query).under(json(body.replace('\'', '"'))));
    }

    private static void assertInvalid(String form) {
        assertEquals(
                ApiError.INVALID_PARAMS,
                assertThrows(RefusedException.class, () -> read(form)).refusal());
    }

    private static Parameters read(String form) {
        var tree = new ParameterTree(new ParameterBudget());
        UrlEncoded.read(form.getBytes(StandardCharsets.UTF_8), tree);
        return tree.frozen();
    }

    private static Parameters json(String body) {
        return JsonParameters.read(body.getBytes(StandardCharsets.UTF_8), new ParameterBudget());
    }
}
