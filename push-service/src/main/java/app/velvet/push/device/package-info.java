/** The phones that notifications go to: who registered them last, and when they are forgotten. */
package app.velvet.push.device;
