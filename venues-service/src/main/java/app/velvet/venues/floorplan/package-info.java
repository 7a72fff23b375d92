/** Floor plans: rooms have sections, sections have tables. A venue has one; each of its events takes a copy. */
package app.velvet.venues.floorplan;
