/**
 * The state: what a znode is, what a path may be, and what a request does to them. Pure values and functions, without a
 * thread, a clock or a file.
 *
 * <p>Paths stay the bytes that they came as; {@link dev.paddock.datatree.ZnodePath} knows their rules. Who may do what is
 * decided in {@link dev.paddock.datatree.acl}, and a request that cannot be done ends as a
 * {@link dev.paddock.datatree.Refused}. Files are the matter of {@code dev.paddock.datatree.store}.
 */
package dev.paddock.datatree;
