/** Permission levels: what a group of users may do. A change of one is a change of each of its users. */
package app.velvet.auth.permissionlevel;
