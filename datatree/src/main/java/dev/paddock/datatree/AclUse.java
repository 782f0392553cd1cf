package dev.paddock.datatree;

import dev.paddock.wire.Acl;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/** A list of permissions, and how many znodes have it. Equal lists are kept once, as clients repeat them by millions. */
final class AclUse extends Trie.Entry {
    final List<Acl> acl;
    final int znodes;

    AclUse(byte[] encoded, List<Acl> acl, int znodes) {
        this.content = encoded;
        this.keyLength = encoded.length;
        this.acl = acl;
        this.znodes = znodes;
    }

    static byte[] key(List<Acl> acl) {
        ByteBuf buffer = Unpooled.buffer();
        new JuteWriter(buffer).vector(acl);
        return ByteBufUtil.getBytes(buffer);
    }
}
