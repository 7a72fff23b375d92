package app.velvet.endtoend;

/** One stack for all tests of this module; it stops with the test JVM. */
final class RunningStack {

    private static LocalStack stack;

    private RunningStack() {}

    static synchronized LocalStack shared() {
        if (stack == null) {
            stack = LocalStack.startFresh("shared-stack");
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop the shared stack"));
        }
        return stack;
    }
}
