/**
 * The state: everything that an ensemble agrees on, as an immutable value.
 *
 * <p>Start with {@link dev.paddock.datatree.State} and {@link dev.paddock.datatree.Znode}. Changes are made in a
 * {@link dev.paddock.datatree.TreeEdit}, by the operations of {@link dev.paddock.datatree.op}; sets of everything are
 * {@code Trie}s. Permissions stand in {@link dev.paddock.datatree.acl}, files in {@code dev.paddock.datatree.store}.
 */
package dev.paddock.datatree;
