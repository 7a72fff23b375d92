/** What the OpenAPI document says of the ways in which requests are refused. */
package app.velvet.api.openapi;
