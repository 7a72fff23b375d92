/** Values that have one spelling in store, however they are typed. */
package app.velvet.api.value;
