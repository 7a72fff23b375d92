/** What the AsyncAPI document says of records, and whether records and later documents keep to it. */
package app.velvet.asyncapi;
