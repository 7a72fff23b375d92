/** The texts that apps show of a company: its terms and how it treats personal data. */
package app.velvet.auth.statictext;
