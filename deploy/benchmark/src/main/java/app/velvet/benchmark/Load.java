package app.velvet.benchmark;

/** What was asked for in one run of a load, every one of it answered well. */
record Load(long requests, double seconds) {

    double perSecond() {
        return requests / seconds;
    }
}
