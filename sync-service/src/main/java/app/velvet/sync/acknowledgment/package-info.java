/** Which state of the data each device has, and that this is forgotten when it does not come any more. */
package app.velvet.sync.acknowledgment;
