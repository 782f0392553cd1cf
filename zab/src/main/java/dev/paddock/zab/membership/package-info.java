/**
 * Who belongs to an ensemble, and how many of them are enough.
 *
 * <p>Start with {@link dev.paddock.zab.membership.Membership}, one configuration, and
 * {@link dev.paddock.zab.membership.Configurations}, the two that there can be at a time. Values without behaviour over
 * time.
 */
package dev.paddock.zab.membership;
