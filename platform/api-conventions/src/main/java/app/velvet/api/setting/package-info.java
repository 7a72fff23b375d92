/** What holds for settings of whatever concern. */
package app.velvet.api.setting;
