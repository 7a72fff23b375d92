package app.velvet.sync.pull;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database in which, between the statements of a transaction, something happens in others. */
final class Meanwhile implements DataSource {

    private final DataSource database;
    private String before = "";
    private Runnable happening = () -> {};

    Meanwhile(DataSource database) {
        this.database = database;
    }

    /** Before the next statement in which this stands. */
    void once(String before, Runnable happening) {
        this.before = before;
        this.happening = happening;
    }

    private void maybeHappens(Object[] arguments) {
        if (arguments != null && arguments[0] instanceof String sql && sql.contains(before)) {
            var now = happening;
            happening = () -> {};
            now.run();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = database.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        maybeHappens(arguments);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }
}
