/**
 * What a replica remembers of the feed, so that a device that asks whether there is anything new needs no database. One thread
 * looks at the feed every so often, in one snapshot each time, for the shards of the devices that are remembered and of
 * those that wait: at the watermarks, at the newest change of each audience key, at what devices have acknowledged and what
 * their users may see. An answer from here carries the watermark of the look, so what was not heard of yet is after it.
 */
package app.velvet.sync.memory;
