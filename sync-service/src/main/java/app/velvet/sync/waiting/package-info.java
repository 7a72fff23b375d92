/**
 * Long polls that wait for something new under their keys. One look at the database, for all that wait in this replica, tells
 * what has advanced; whoever projected it. A poll that waits costs no thread, no connection and no look of its own.
 */
package app.velvet.sync.waiting;
