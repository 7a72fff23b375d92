/** What the apps keep for a company and give a meaning to by themselves. */
package app.velvet.auth.appsettings;
