/** What operators see of a running server. It reads what the core publishes and what event loops answer, and owns nothing. */
package dev.paddock.server.admin;
