/** The tags that a company puts on its contacts, in a tree of categories. */
package app.velvet.contacts.tag;
