/** The company that the local stack is filled with at its first start, through the API that everybody uses. */
package app.velvet.local.demo;
