/** What a user filters contacts by, kept under a name that he chose. Nobody else ever sees it. */
package app.velvet.contacts.filter;
