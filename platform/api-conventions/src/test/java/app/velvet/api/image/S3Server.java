package app.velvet.api.image;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.IntSupplier;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** A server that speaks S3 and checks its signatures, with an empty bucket in memory. Its port is its value. */
public final class S3Server implements IntSupplier, AutoCloseable {

    static final String BUCKET = "pictures";
    static final String ACCESS_KEY = "velvet";
    static final String SECRET_KEY = "not known to anybody else";

    private final BlobStoreContext blobs;
    private final S3Proxy server;

    /** For {@link #start}. */
    public S3Server() throws Exception {
        blobs = ContextBuilder.newBuilder("transient-nio2")
                .credentials("nobody", "nothing")
                .buildView(BlobStoreContext.class);
        blobs.getBlobStore().createContainerInLocation(null, BUCKET);
        server = S3Proxy.builder()
                .blobStore(blobs.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        server.start();
    }

    /**
     * Starts one among classes of its own: it needs another version of Guice than the tests of Quarkus, and the class path
     * has both.
     */
    static IntSupplier start() throws Exception {
        var loader = new URLClassLoader(withoutGuiceOfMaven(), ClassLoader.getPlatformClassLoader());
        var before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return (IntSupplier)
                    loader.loadClass(S3Server.class.getName()).getConstructor().newInstance();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] withoutGuiceOfMaven() throws MalformedURLException {
        var urls = new ArrayList<URL>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.endsWith("-classes.jar")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    @Override
    public int getAsInt() {
        return server.getPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        blobs.close();
    }
}
