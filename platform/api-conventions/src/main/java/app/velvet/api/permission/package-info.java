/** What users may do, and who may see what: {@code permissions_struct}, scopes and audiences. */
package app.velvet.api.permission;
