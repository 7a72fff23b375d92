/** Pulls: what changed since a time, or why everything must be loaded. The watermark is read before the entries, always. */
package app.velvet.sync.pull;
