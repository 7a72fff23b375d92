/**
 * Reservations: who comes to an event with whom, which tables he has, and what came of it. {@code ReservationService} runs a
 * use case: what it needs of others first, then one transaction of {@code CreatingReservations} or {@code
 * ChangingReservations}; who makes some takes turns with others who do so for the event. What is answered and what is published
 * is the same {@code ReservationView}, which {@code WholeReservations} reads with all that it embeds.
 */
package app.velvet.venues.reservation;
