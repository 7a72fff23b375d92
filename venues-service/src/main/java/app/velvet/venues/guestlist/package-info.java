/**
 * Guestlists: whom a member of the staff has put down for an event, with how many others, and who of them came. {@code
 * GuestlistService} runs a use case: what it needs of others first, then one transaction of {@code GuestlistTransactions}, in
 * turn with others who put guests down for the event; {@code GuestlistPlaces} counts who takes places. What is answered and
 * what is published is the same {@code GuestlistView}, which {@code WholeGuestlists} reads with all that it embeds.
 */
package app.velvet.venues.guestlist;
