package app.velvet.auth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private final ClientAddress behindAGateway = new ClientAddress(List.of("10.1.0.0/16", "fd00::/8"));

    @Test
    void withoutAGatewayTheHeaderIsTheClientsOwn() {
        assertEquals("198.51.100.7", new ClientAddress(List.of()).of("198.51.100.7", List.of("203.0.113.9")));
    }

    @Test
    void fromElsewhereThanTheGatewayToo() {
        assertEquals("198.51.100.7", behindAGateway.of("198.51.100.7", List.of("203.0.113.9")));
    }

    @Test
    void theGatewayAddsTheLastEntry() {
        assertEquals("203.0.113.9", behindAGateway.of("10.1.2.3", List.of("192.0.2.1, 203.0.113.9")));
        assertEquals("203.0.113.9", behindAGateway.of("10.1.2.3", List.of("192.0.2.1", " 203.0.113.9 ")));
        assertEquals("2001:db8::", behindAGateway.of("fd00::1", List.of("192.0.2.1, 2001:db8::9")));
    }

    @Test
    void allAddressesThatOneClientHasAreOne() {
        var direct = new ClientAddress(List.of());
        assertEquals("2001:db8:1:2::", direct.of("2001:db8:1:2:3:4:5:6", List.of()));
        assertEquals("2001:db8:1:2::", direct.of("2001:db8:1:2::9", List.of()));
        assertEquals("2001:db8:1:3::", direct.of("2001:db8:1:3::9", List.of()));
        assertEquals("198.51.100.7", direct.of("::ffff:198.51.100.7", List.of()));
    }

    @Test
    void whatIsNoAddressDoesNotCount() {
        assertEquals("10.1.2.3", behindAGateway.of("10.1.2.3", List.of()));
        assertEquals("10.1.2.3", behindAGateway.of("10.1.2.3", List.of("")));
        assertEquals("10.1.2.3", behindAGateway.of("10.1.2.3", List.of("unknown")));
    }
}
