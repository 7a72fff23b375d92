/** What alerts and dashboards ask Prometheus for. */
package app.velvet.observability;
