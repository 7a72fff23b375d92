/** The tenants. */
package app.velvet.auth.company;
