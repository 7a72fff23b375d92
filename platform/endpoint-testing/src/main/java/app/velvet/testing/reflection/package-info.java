/** Finds out in tests what a native executable would not know: classes that are read or written as JSON by reflection. */
package app.velvet.testing.reflection;
