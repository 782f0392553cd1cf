/**
 * What outlasts every role: {@link dev.paddock.zab.history.History}, the transactions in their one order, and
 * {@link dev.paddock.zab.history.Disk}, which knows what of it, and of the epochs, is durable.
 */
package dev.paddock.zab.history;
