/**
 * The order that clients rely on, checked on each reply and each event that a real server sends, under load, for minutes.
 *
 * <p>Start with {@link dev.paddock.bench.order.OrderBench}, the command. {@link dev.paddock.bench.order.OrderCheck} holds
 * the rules, for one connection; it sees frames and nothing else, so that a test can show it a server that breaks them.
 * {@link dev.paddock.bench.order.History} is what all connections together know to be true.
 */
package dev.paddock.bench.order;
