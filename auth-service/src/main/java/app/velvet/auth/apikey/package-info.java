/**
 * API keys: tokens that other systems call with. A key is a user of the company that is no person, may do everything, and
 * has one session, which lasts until the key is deleted or expires.
 */
package app.velvet.auth.apikey;
