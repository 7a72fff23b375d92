/** Contacts, who looks after them, and what the venues think of them. */
package app.velvet.contacts.contact;
