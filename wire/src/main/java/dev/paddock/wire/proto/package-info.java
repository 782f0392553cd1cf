/**
 * The client protocol: one record a message, its bytes in the same file.
 *
 * <p>A connection begins with a {@link dev.paddock.wire.proto.ConnectRequest} and its answer. From then on a client sends
 * a {@link dev.paddock.wire.proto.RequestHeader} and a {@link dev.paddock.wire.proto.Request}, and a server a {@link
 * dev.paddock.wire.proto.ReplyHeader} and, unless that has an error, a {@link dev.paddock.wire.proto.Response}; or, at
 * any time, a {@link dev.paddock.wire.proto.WatcherEvent}. Frames stand around all of them: their length is not here.
 *
 * <p>What the protocol has of oddities ends in this package: behind it there is no -1 for any version, no watch within a
 * multi, and no list of watches that is null.
 */
package dev.paddock.wire.proto;
