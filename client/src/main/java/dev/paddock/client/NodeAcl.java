package dev.paddock.client;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Stat;
import java.util.List;

/** Who may do what with a znode. Without the permission ADMIN the hashes of passwords are masked. */
public record NodeAcl(List<Acl> entries, Stat stat) {}
