/** Timestamps and dates in requests and answers. */
package app.velvet.api.time;
