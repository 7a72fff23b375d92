/** What each user may see of the feed, and since when, by the feed's own clock. */
package app.velvet.sync.reader;
