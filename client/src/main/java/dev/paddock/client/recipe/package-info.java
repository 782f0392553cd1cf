/**
 * What people use a coordination service for, ready made: locks, leaders, queues, barriers, counters, names, groups, services,
 * configuration, a cache. {@code docs/recipes.md} has an example of each.
 *
 * <p><b>Waiting.</b> A recipe that waits does so in its caller's thread, can be interrupted, and has a form with a deadline,
 * named {@code try...}. There are no threads in here. What tells of changes ({@link
 * dev.paddock.client.recipe.TreeCache} and what stands on it) does so on its client's callback executor; nothing may wait
 * there, neither for these recipes nor for anything else.
 *
 * <p><b>When the connection is lost</b>, requests are made again until the deadline. What may have been done before is looked
 * for first: every znode that is made here can be told by a mark in its name or its data. <b>When the session ends</b>,
 * waiting ends with a {@link dev.paddock.client.SessionExpiredException}; the server removes what was held, and all starts
 * over with another client. <b>Who gives up waiting</b>, by deadline, interrupt or failure, leaves nothing behind: what may
 * have been made is removed in the background.
 *
 * <p><b>Nobody is woken in vain</b>: of those who wait in a {@code Line}, each looks at the one znode that is in its way.
 *
 * <p>Inside, start with {@code Line} and {@code MarkedZnode}; {@code Deadline} is who waits, {@code Background} who does not.
 */
package dev.paddock.client.recipe;
