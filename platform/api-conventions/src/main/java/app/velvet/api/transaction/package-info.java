/** How a use case gets its transaction. */
package app.velvet.api.transaction;
