/** As little as can answer a pull: one statement, whose rows are joined. It lets everybody in and shows him everything. */
package app.velvet.benchmark.minimal;
