/** The staff of a company, seen by everyone in it and changed by those who may manage users. */
package app.velvet.auth.staff;
