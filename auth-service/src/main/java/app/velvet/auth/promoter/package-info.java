/** Promoters as those see them who manage them: users who bring guests, and may never sign in. */
package app.velvet.auth.promoter;
