/**
 * How a trace goes on behind the request that began it: what stores work for later stores the trace parent beside it
 * ({@link app.velvet.events.trace.Traces#current}), and who takes the work up begins a span under that. Spans of requests and of
 * the calls that they wait for are made by Quarkus. Off as a rule; then no span is made, and a caller's own trace parent is
 * passed on as it is.
 */
package app.velvet.events.trace;
