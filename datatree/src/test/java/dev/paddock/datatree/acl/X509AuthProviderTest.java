package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Id;
import java.security.cert.CertificateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class X509AuthProviderTest {
    private static final Connection ALICE = Given.from("127.0.0.1", Given.ALICES);

    private final X509AuthProvider x509 = new X509AuthProvider(Given.TRUSTS_ALL, "CN=root");

    @Test
    void aClientIsTheSubjectOfItsCertificate() throws AuthenticationRefused {
        assertThat(x509.authenticate(ALICE, null)).containsExactly(new Id("x509", Given.ALICE));
    }

    @Test
    void theSuperUserBecomesSuper() throws AuthenticationRefused {
        assertThat(new X509AuthProvider(Given.TRUSTS_ALL, Given.ALICE).authenticate(ALICE, null))
                .containsExactly(new Id("x509", Given.ALICE), new Id("super", Given.ALICE));
    }

    @Test
    void aCertificateThatIsNotTrustedIsRefused() {
        X509AuthProvider suspicious = new X509AuthProvider(Given.TRUSTS_NOBODY, Given.ALICE);
        assertThatThrownBy(() -> suspicious.authenticate(ALICE, null))
                .isInstanceOf(AuthenticationRefused.class)
                .hasMessageContaining("alice")
                .hasCauseInstanceOf(CertificateException.class);
    }

    @Test
    void withoutACertificateThereIsNoId() {
        assertThatThrownBy(() -> x509.authenticate(Given.from("127.0.0.1"), null))
                .isInstanceOf(AuthenticationRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=a", "cn=a", "", "CN=a,OU=b+OU=c", "CN=", "2.5.4.3=a"})
    void namesAreValid(String id) {
        assertThat(x509.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", " ", "CN=a,", "=", "foo=a"})
    void whatIsNoNameIsNot(String id) {
        assertThat(x509.isValid(id)).isFalse();
    }

    @Test
    void anEntryIsAboutItsSubjectAndTheSuperUser() {
        assertThat(x509.matches("CN=a", "CN=a")).isTrue();
        assertThat(x509.matches("CN=root", "CN=a")).isTrue();
        assertThat(x509.matches("CN=a", "cn=a")).isFalse();
        assertThat(x509.matches("CN=a", "CN=root")).isFalse();
        assertThat(new X509AuthProvider(Given.TRUSTS_ALL, null).matches("CN=root", "CN=a"))
                .isFalse();
    }
}
