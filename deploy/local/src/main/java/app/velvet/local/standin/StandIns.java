package app.velvet.local.standin;

import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.fcm.FcmStandIn;
import app.velvet.testing.fcm.ServiceAccount;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The stand-ins, in one process. */
public final class StandIns {

    /** The path of the page that shows what arrived. */
    public static final String PAGE = ArrivalsPage.PATH;

    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final Arrivals arrivals = new Arrivals();
    private final ArrivalsPage page;
    private final SmsStandIn sms = new SmsStandIn(arrivals);

    StandIns(Vertx vertx) {
        this.vertx = vertx;
        this.page = new ArrivalsPage(vertx, arrivals);
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Serves the page and Twilio's API; returns when it listens. */
    HttpServer startHttp(int port) {
        return vertx.createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(port))
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Returns when it listens. */
    FcmStandIn startFcm(ServiceAccount account, ApnsCredentials certificates, int port) throws IOException {
        return FcmArrivals.start(vertx, account, certificates, port, arrivals);
    }

    private void handle(HttpServerRequest request) {
        if (SmsStandIn.isFor(request)) {
            sms.handle(request);
        } else {
            page.handle(request);
        }
    }

    /**
     * Runs the stand-ins until the input ends. Arguments: the ports of HTTP, of APNs, of SMTP and of FCM, and the folders of
     * the {@link ApnsCredentials} and of the {@link ServiceAccount}.
     */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        StandIns standIns = new StandIns(Vertx.vertx());
        ApnsCredentials apns = new ApnsCredentials(Path.of(arguments[4]));
        ApnsArrivals.start(apns, Integer.parseInt(arguments[1]), standIns.arrivals);
        standIns.startFcm(new ServiceAccount(Path.of(arguments[5])), apns, Integer.parseInt(arguments[3]));
        new MailStandIn(Integer.parseInt(arguments[2]), standIns.arrivals).start();
        standIns.startHttp(Integer.parseInt(arguments[0]));
        System.out.println("listening");
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
