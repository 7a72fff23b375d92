package app.velvet.benchmark;

/** One of the things that are measured, by itself. */
interface Part {

    void measure(Bench bench) throws Exception;
}
