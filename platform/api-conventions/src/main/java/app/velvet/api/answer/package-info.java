/** Answers that many endpoints give. */
package app.velvet.api.answer;
