package app.velvet.events.command;

import app.velvet.api.token.ServiceTokens;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hands commands to one service. */
final class CommandClient {

    private final HttpClient http;
    private final CommandTarget target;
    private final Supplier<String> serviceToken;
    private final Duration answerTimeout;

    CommandClient(CommandTarget target, Supplier<String> serviceToken, Duration answerTimeout) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(answerTimeout)
                .build();
        this.target = target;
        this.serviceToken = serviceToken;
        this.answerTimeout = answerTimeout;
    }

    /** @return never fails */
    CompletableFuture<CommandOutcome> send(DueCommand command) {
        var request = HttpRequest.newBuilder(target.address().resolve(command.path()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", command.key())
                .header(ServiceTokens.HEADER, serviceToken.get())
                .POST(BodyPublishers.ofString(command.body()))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding())
                .orTimeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(HttpResponse::statusCode)
                .thenApply(CommandOutcome::ofStatus)
                .exceptionally(failure -> CommandOutcome.MISSING);
    }
}
