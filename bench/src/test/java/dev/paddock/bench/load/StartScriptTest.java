package dev.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartScriptTest {
    @Test
    void aCommandIsTakenApart() {
        StartScript script = StartScript.of("\"java\" \"-Dpaddock.home=/opt/a b\" \"-Xshare:auto\""
                + " \"-XX:SharedArchiveFile=/opt/a b/x.jsa\" \"-Xlog:cds=off\" \"-cp\" \"/opt/a b/1.jar:/conf\""
                + " -Xmx1000m dev.paddock.server.Main \"/conf/zoo.cfg\" > \"/logs/x.out\"");

        assertThat(script)
                .isEqualTo(new StartScript(
                        List.of("-Xshare:auto", "-XX:SharedArchiveFile=/opt/a b/x.jsa", "-Xlog:cds=off"),
                        "/opt/a b/1.jar:/conf",
                        "dev.paddock.server.Main"));
    }
}
