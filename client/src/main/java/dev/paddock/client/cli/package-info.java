/**
 * The command line: what an operator types.
 *
 * <p>{@link dev.paddock.client.cli.Main} takes the arguments apart and ends the process; a {@code Shell} carries out lines
 * or a single command. A command is one class: its {@code Manual} says how it is written, {@code run} does it, and {@code
 * Commands} is the table of all. What is printed keeps to ZooKeeper's words, since scripts read them.
 *
 * <p>Lines come from a {@code LineSource}: {@code PipedLines}, or on a terminal {@code TerminalLines}, which alone knows
 * JLine together with {@code Completion}, so that a script does not pay for it.
 */
package dev.paddock.client.cli;
