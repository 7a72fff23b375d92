package app.velvet.auth.session;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Where a request comes from, as far as somebody trustworthy says so: the gateway, or else the connection itself. */
@ApplicationScoped
class ClientAddress {

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

    /** An IPv4 or IPv6 address. */
    String of(HttpServerRequest request) {
        return of(
                request.connection().remoteAddress().hostAddress(),
                request.headers().getAll("X-Forwarded-For"));
    }

    /**
     * @param peer the other end of the connection
     * @param forwardedFor the headers of that name, in order
     */
    String of(String peer, List<String> forwardedFor) {
        return isGateway(peer) ? lastForwarded(forwardedFor).orElse(peer) : peer;
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
