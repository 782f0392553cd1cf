/**
 * What operators see of a running server. It reads what the core publishes and what event loops answer, and owns nothing.
 *
 * <p>{@link dev.paddock.server.admin.FourLetterCommands} is the table of the four-letter words; a {@link
 * dev.paddock.server.admin.Word} is what one of them answers. All that they know of the server comes from {@link
 * dev.paddock.server.admin.LiveServer}.
 */
package dev.paddock.server.admin;
