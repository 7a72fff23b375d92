/** Images that users upload. */
package app.velvet.api.image;
