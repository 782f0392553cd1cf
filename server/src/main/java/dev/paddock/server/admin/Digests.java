package dev.paddock.server.admin;

import dev.paddock.server.core.DigestAt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** {@code hash}: what the tree looked like at certain transactions, to be compared between servers. */
final class Digests implements Word {
    private final LiveServer server;

    Digests(LiveServer server) {
        this.server = server;
    }

    @Override
    public String answer(byte[] argument) throws InterruptedException, TimeoutException {
        List<DigestAt> digests = new ArrayList<>();
        server.inspect(core -> {
            digests.addAll(core.digests());
            return false;
        });
        StringBuilder text = new StringBuilder();
        for (DigestAt each : digests) {
            text.append(Long.toHexString(each.zxid().value()))
                    .append(": ")
                    .append(each.digest())
                    .append('\n');
        }
        return text.toString();
    }
}
