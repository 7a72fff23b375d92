/** What is printed at venues: the fields of a receipt are offered by a dictionary of contacts-service, copied here. */
package app.velvet.venues.receipt;
