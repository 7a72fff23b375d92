/** What auth-service publishes: who works at a company, what he may see, and until when his sessions go on. */
package app.velvet.push.staff;
