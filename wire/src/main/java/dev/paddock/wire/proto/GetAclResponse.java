package dev.paddock.wire.proto;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Stat;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;
import java.util.Objects;

/** {@code acl, stat}. */
public record GetAclResponse(List<Acl> acl, Stat stat) implements Response {
    public GetAclResponse {
        Objects.requireNonNull(acl, "acl");
    }

    static GetAclResponse read(JuteReader in) {
        return new GetAclResponse(Required.notNull(Acl.readList(in), "ACL"), Stat.read(in));
    }

    @Override
    public void write(JuteWriter out) {
        out.vector(acl).record(stat);
    }
}
