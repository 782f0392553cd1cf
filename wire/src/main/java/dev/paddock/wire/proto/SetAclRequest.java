package dev.paddock.wire.proto;

import dev.paddock.wire.Acl;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/**
 * {@code path, acl, int aversion}.
 *
 * @param acl may be null as it comes from a client, and is then refused as an empty one is
 */
public record SetAclRequest(Utf8 path, List<Acl> acl, ExpectedVersion expected) implements Request {
    static SetAclRequest read(JuteReader in) {
        return new SetAclRequest(in.readUtf8(), Acl.readList(in), ExpectedVersion.ofWire(in.readInt()));
    }

    @Override
    public OpCode op() {
        return OpCode.SET_ACL;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).vector(acl).int32(expected.toWire());
    }
}
