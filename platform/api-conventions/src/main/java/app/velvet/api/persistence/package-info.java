/** What every service that stores entities has to mind. */
package app.velvet.api.persistence;
