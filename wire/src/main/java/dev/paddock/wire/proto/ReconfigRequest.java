package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * {@code joiningServers, leavingServers, newMembers, long curConfigId}. Servers to add and to take away, or, if
 * {@code newMembers} is not null, all there shall be.
 *
 * @param currentConfigId the version of the membership that this is to replace, or -1 for any
 */
public record ReconfigRequest(String joining, String leaving, String newMembers, long currentConfigId)
        implements Request {
    static ReconfigRequest read(JuteReader in) {
        return new ReconfigRequest(in.readString(), in.readString(), in.readString(), in.readLong());
    }

    @Override
    public OpCode op() {
        return OpCode.RECONFIG;
    }

    @Override
    public void write(JuteWriter out) {
        out.string(joining).string(leaving).string(newMembers).int64(currentConfigId);
    }
}
