/** Who told of which event in a social network. */
package app.velvet.venues.share;
