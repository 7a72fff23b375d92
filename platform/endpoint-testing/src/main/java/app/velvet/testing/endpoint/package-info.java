/** What takes the place of beans of the platform in the tests of services, to find out how their endpoints use them. */
package app.velvet.testing.endpoint;
