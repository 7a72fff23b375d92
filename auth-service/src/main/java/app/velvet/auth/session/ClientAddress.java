package app.velvet.auth.session;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a request comes from, as far as somebody trustworthy says so: the gateway, or else the connection itself. */
@ApplicationScoped
public class ClientAddress {

    private static final int IPV4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> gateways;

    @Inject
    ClientAddress(SessionSettings settings) {
        this(settings.gateways().orElse(List.of()));
    }

    /** @param gateways as CIDR blocks */
    ClientAddress(List<String> gateways) {
        this.gateways = gateways.stream()
                .map(block -> new IpSubnetFilterRule(block, IpFilterRuleType.ACCEPT))
                .toList();
    }

    /**
     * An IPv4 address, or the /64 that an IPv6 address is of, e.g. {@code 2001:db8:1:2::}: one client has all of its
     * addresses (<a href="https://www.rfc-editor.org/rfc/rfc6177">RFC 6177</a>).
     */
    public String of(HttpServerRequest request) {
        return of(
                request.connection().remoteAddress().hostAddress(),
                request.headers().getAll("X-Forwarded-For"));
    }

    /**
     * @param peer the other end of the connection
     * @param forwardedFor the headers of that name, in order
     */
    String of(String peer, List<String> forwardedFor) {
        return network(isGateway(peer) ? lastForwarded(forwardedFor).orElse(peer) : peer);
    }

    private static String network(String address) {
        try {
            // Of an IPv4 address that is written as an IPv6 one this makes an IPv4 address.
            var bytes = InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(address))
                    .getAddress();
            if (bytes.length > IPV4_BYTES) {
                Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            }
            return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException("Not an IP address", noAddress);
        }
    }

    private boolean isGateway(String address) {
        // A literal address: nothing is resolved.
        var socketAddress = new InetSocketAddress(address, 0);
        return gateways.stream().anyMatch(block -> block.matches(socketAddress));
    }

    /** What the gateway itself has added: entries before the last one are the client's. */
    private static Optional<String> lastForwarded(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        var lastHeader = headers.get(headers.size() - 1);
        var last = lastHeader.substring(lastHeader.lastIndexOf(',') + 1).strip();
        return Optional.of(last).filter(ClientAddress::isAddress);
    }

    private static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }
}
