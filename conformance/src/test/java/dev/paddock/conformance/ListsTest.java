package dev.paddock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.apache.zookeeper.test.ClientBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The lists say the truth about the published tests. */
class ListsTest {
    private static final Path RUN = Path.of("tests.txt");
    private static final Path QUICK = Path.of("quick.txt");
    private static final Path LEFT_OUT = Path.of("left-out.txt");

    @Test
    void everyTestOfTheListIsThere() throws Exception {
        for (TestName name : TestName.readList(RUN)) {
            Class<?> type = Class.forName(name.className(), false, getClass().getClassLoader());
            assertThat(Arrays.stream(type.getMethods())
                            .filter(method -> method.isAnnotationPresent(Test.class)
                                    || method.isAnnotationPresent(ParameterizedTest.class))
                            .map(method -> method.getName()))
                    .as(name.className())
                    .contains(name.method());
        }
    }

    @Test
    void everyPublishedTestClassIsEitherRunOrLeftOutWithAReason() throws Exception {
        Set<String> listed = new TreeSet<>();
        for (Path list : List.of(RUN, LEFT_OUT)) {
            TestName.lines(list).forEach(line -> listed.add(line.replaceFirst("#.*", "")));
        }
        assertThat(listed).isEqualTo(publishedTestClasses());
    }

    @Test
    void noTestIsInBothLists() throws IOException {
        assertThat(TestName.lines(RUN)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(TestName.lines(LEFT_OUT));
    }

    @Test
    void theQuickClassesAreInTheList() throws IOException {
        Set<String> classes =
                TestName.readList(RUN).stream().map(TestName::className).collect(Collectors.toSet());
        assertThat(classes).containsAll(TestName.lines(QUICK));
    }

    private static Set<String> publishedTestClasses() throws IOException, URISyntaxException {
        Path jar = Path.of(ClientBase.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile entries = new JarFile(jar.toFile())) {
            return entries.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith("Test.class") && !name.contains("$"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
