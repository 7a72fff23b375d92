/**
 * The whole system on one machine.
 *
 * <p>{@link app.velvet.local.Start} is what a person runs: it checks that a stack can run here, ends what is left of an
 * earlier one, builds what is missing, copies the programs into the data folder and starts
 * {@link app.velvet.local.Stack} from there. That one starts PostgreSQL, Kafka, the services and the gateway, each in a
 * process of its own, and ends them in turn when it ends, however it ends. Where a stack runs already and lacks a process,
 * {@link app.velvet.local.Healing} has its launcher start what is missing.
 */
package app.velvet.local;
