package dev.paddock.server.net;

import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.RequiredSchemes;
import dev.paddock.datatree.op.Operations;
import dev.paddock.server.core.Clock;
import dev.paddock.server.core.PlainReads;

/** What event loops need to know to serve clients. */
public record ClientServices(
        Operations operations,
        PlainReads reads,
        AuthProviders authProviders,
        RequiredSchemes requiredSchemes,
        ClientLimits limits,
        SessionThrottle throttle,
        FourLetterWords words,
        ConnectionLog log,
        Clock clock) {
    public ClientServices(
            Operations operations,
            AclRules acls,
            AuthProviders authProviders,
            RequiredSchemes requiredSchemes,
            ClientLimits limits,
            SessionThrottle throttle,
            FourLetterWords words,
            ConnectionLog log) {
        this(
                operations,
                new PlainReads(acls),
                authProviders,
                requiredSchemes,
                limits,
                throttle,
                words,
                log,
                Clock.SYSTEM);
    }
}
