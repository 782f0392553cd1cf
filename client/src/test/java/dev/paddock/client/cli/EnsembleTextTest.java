package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnsembleTextTest {
    @Test
    void addressesForClientsAreThoseBehindTheSemicolon() {
        String config = """
                server.1=a:2888:3888:participant;127.0.0.1:2181
                server.2=b:2888:3888:observer;2182
                server.3=[::1]:2888:3888;[::1]:2183
                version=100000002""";
        assertThat(EnsembleText.version(config)).isEqualTo("100000002");
        assertThat(EnsembleText.clientAddresses(config)).isEqualTo("127.0.0.1:2181,b:2182,[::1]:2183");
    }

    @Test
    void aServerAloneHasNone() {
        assertThat(EnsembleText.version("")).isEmpty();
        assertThat(EnsembleText.clientAddresses("")).isEmpty();
    }
}
