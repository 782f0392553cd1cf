/**
 * The core: one owner of everything that changes, and what it shares with the event loops around it.
 *
 * <p>{@link dev.paddock.server.core.Core} takes {@link dev.paddock.server.core.Input}s in batches; {@link
 * dev.paddock.server.core.RequestPipeline} is what happens to a request, in the order of time. It finds its client in the
 * {@link dev.paddock.server.core.ServedSessions}, is decided by {@link dev.paddock.server.core.Decisions} and becomes part
 * of the {@link dev.paddock.server.core.States}; what it comes to goes out with the {@link dev.paddock.server.core.Batch}.
 *
 * <p>At the end of a batch the core publishes a {@link dev.paddock.server.core.View}, from which event loops answer plain
 * reads by themselves. {@link dev.paddock.server.core.ClientLink} is a connection as both sides see it; its {@link
 * dev.paddock.server.core.Outbox} and its few volatile fields are all that threads share.
 *
 * <p>{@link dev.paddock.server.core.Agreement} is what the core asks of the rest of an ensemble; alone, {@link
 * dev.paddock.server.core.SoloAgreement} agrees with itself as soon as the disk has it. As a member {@link
 * dev.paddock.server.core.EnsembleAgreement} speaks with the server's peer: by a {@link
 * dev.paddock.server.core.Leadership} while it leads, by a {@link dev.paddock.server.core.Learnership} while it follows.
 */
package dev.paddock.server.core;
