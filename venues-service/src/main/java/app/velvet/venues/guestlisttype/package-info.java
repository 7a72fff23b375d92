/** What guests of an event can be on the guestlist as: types, kept together in templates that events use. */
package app.velvet.venues.guestlisttype;
