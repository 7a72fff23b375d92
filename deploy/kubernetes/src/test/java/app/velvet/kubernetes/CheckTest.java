package app.velvet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tests of the checks share: no overlay has anything wrong, and what is planted is found. */
abstract class CheckTest {

    private final Check check;

    CheckTest(Check check) {
        this.check = check;
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWrong(Overlay overlay) {
        assertThat(check.findings(overlay.manifests())).isEmpty();
    }

    /** Fails unless the check finds nothing but this after a JSON patch operation on one manifest of production. */
    void assertFinds(String kind, String name, String operation, String finding) throws IOException {
        var operations = new YAMLMapper().readTree("[" + operation + "]");

        var findings = check.findings(Overlay.PRODUCTION.with(kind, name, operations));

        assertThat(findings).isNotEmpty().allSatisfy(found -> assertThat(found).contains(finding));
    }

    void assertFindsMissing(String kind, String name, String finding) {
        assertThat(check.findings(Overlay.PRODUCTION.without(kind, name)))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).contains(finding));
    }
}
