/** What the features ask the database with, and how they read what it answers. */
package app.velvet.contacts.query;
