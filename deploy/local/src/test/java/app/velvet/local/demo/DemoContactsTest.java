package app.velvet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoContactsTest {

    @Test
    void areTheSameInEveryDemoCompany() {
        assertThat(contacts().toList()).isEqualTo(contacts().toList());
    }

    @Test
    void areTwoHundredThatNothingMakesDuplicates() {
        assertThat(contacts()).hasSize(200);
        assertThat(contacts().map(contact -> contact.at("/contact/email").asText()))
                .doesNotHaveDuplicates();
        assertThat(contacts().map(contact -> contact.at("/contact/phone").asText()))
                .doesNotHaveDuplicates();
    }

    private static Stream<ObjectNode> contacts() {
        return new DemoContacts(List.of(1L, 2L, 3L), List.of(7L, 8L), List.of(4L, 5L)).parameters();
    }
}
