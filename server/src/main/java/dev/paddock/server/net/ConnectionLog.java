package dev.paddock.server.net;

/** Is told why connections are closed that did not ask for it. */
public interface ConnectionLog {
    /** @param reason what was expected and what came */
    void closed(String remote, String reason);

    /** Something that no client should be able to bring about. */
    void failed(String remote, Throwable cause);
}
