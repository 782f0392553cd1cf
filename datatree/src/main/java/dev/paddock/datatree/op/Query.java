package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.State;
import dev.paddock.wire.proto.Response;

/** Answers one kind of request that changes nothing. */
interface Query<R> {
    Response answer(State state, R request, Caller caller) throws Refused;
}
