package app.velvet.auth.session;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Where a request comes from, as far as somebody trustworthy says so: the gateway, or else the connection itself. */
@ApplicationScoped
class ClientAddress {

    private final List<IpSubnetFilterRule> gateways;

    ClientAddress(SessionSettings settings) {
        gateways = settings.gateways().orElse(List.of()).stream()
                .map(block -> new IpSubnetFilterRule(block, IpFilterRuleType.ACCEPT))
                .toList();
    }

    /** An IPv4 or IPv6 address. */
    String of(HttpServerRequest request) {
        var peer = request.connection().remoteAddress().hostAddress();
        return isGateway(peer) ? lastForwarded(request).orElse(peer) : peer;
    }

    private boolean isGateway(String address) {
        // A literal address: nothing is resolved.
        var socketAddress = new InetSocketAddress(address, 0);
        return gateways.stream().anyMatch(block -> block.matches(socketAddress));
    }

    /** What the gateway itself has added: entries before the last one are the client's. */
    private static Optional<String> lastForwarded(HttpServerRequest request) {
        var headers = request.headers().getAll("X-Forwarded-For");
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
