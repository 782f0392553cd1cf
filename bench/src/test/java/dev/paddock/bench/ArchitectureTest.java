package dev.paddock.bench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.paddock.testing.ServerProcess;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Who may know whom, and who may touch the world. It stands in this module because this one sees all others. */
class ArchitectureTest {
    private static final String ALL = "dev.paddock..";
    private static final String WIRE = "dev.paddock.wire..";
    private static final String DATATREE = "dev.paddock.datatree..";
    private static final String TREE = "dev.paddock.datatree";
    private static final String ACL = "dev.paddock.datatree.acl..";
    private static final String OP = "dev.paddock.datatree.op..";
    private static final String STORE = "dev.paddock.datatree.store..";
    private static final String DISK = "dev.paddock.datatree.store.disk..";
    private static final String ZAB = "dev.paddock.zab..";
    private static final String ZAB_WORDS = "dev.paddock.zab";
    private static final String ZAB_MESSAGE = "dev.paddock.zab.message";
    private static final String ZAB_PEER = "dev.paddock.zab.peer..";
    private static final String ZAB_CODEC = "dev.paddock.zab.codec..";
    private static final String SERVER = "dev.paddock.server..";
    private static final String CLIENT = "dev.paddock.client..";
    private static final String CLI = "dev.paddock.client.cli..";
    private static final String JLINE = "org.jline..";
    private static final String RECIPE = "dev.paddock.client.recipe..";
    private static final String CORE = "dev.paddock.server.core..";
    private static final String METRIC = "dev.paddock.server.metric..";
    private static final String NET = "dev.paddock.server.net..";
    private static final String ADMIN = "dev.paddock.server.admin..";
    private static final String CONFIG = "dev.paddock.server.config..";
    private static final String TLS = "dev.paddock.server.tls..";
    private static final String TESTING = "dev.paddock.testing..";

    /** Functions of their inputs: no files, threads, clocks or dice of their own. */
    private static final DescribedPredicate<JavaClass> PURE =
            resideInAnyPackage(WIRE, DATATREE, ZAB).and(resideOutsideOfPackage(STORE));

    /** Main code of every module but this one, and but the one that is for tests. */
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !isBeside(StateBench.class, location))
            .withImportOption(location -> !isBeside(ServerProcess.class, location))
            .importPackages("dev.paddock");

    private static final JavaClasses FOR_TESTS = new ClassFileImporter().importPackagesOf(ServerProcess.class);

    private static boolean isBeside(Class<?> type, Location location) {
        String module = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return location.contains(module);
    }

    /** A rule about classes that were not found would hold whatever they did. */
    @Test
    void theRulesSeeMainCodeOfOtherModulesAndNothingElse() {
        assertThat(MAIN.contain("dev.paddock.wire.Zxid")).isTrue();
        assertThat(MAIN.contain("dev.paddock.datatree.State")).isTrue();
        assertThat(MAIN.contain("dev.paddock.datatree.store.disk.Disk")).isTrue();
        assertThat(MAIN.contain("dev.paddock.zab.peer.Peer")).isTrue();
        assertThat(MAIN.contain("dev.paddock.server.core.Core")).isTrue();
        assertThat(MAIN.contain("dev.paddock.server.net.ClientConnection")).isTrue();
        assertThat(MAIN.contain("dev.paddock.client.Session")).isTrue();
        assertThat(MAIN.contain("dev.paddock.datatree.op.OperationsTest")).isFalse();
        assertThat(MAIN.contain(StateBench.class.getName())).isFalse();
        assertThat(MAIN.contain("dev.paddock.datatree.TrieNameMap")).isFalse();
        assertThat(MAIN.contain(ServerProcess.class.getName())).isFalse();
        assertThat(FOR_TESTS.contain(ServerProcess.class.getName())).isTrue();
    }

    // Arrows.

    @Test
    void whatIsForTestsIsKnownToTestsAloneAndKnowsNobody() {
        holds(noClasses().should().dependOnClassesThat().resideInAPackage(TESTING));
        classes().should().onlyDependOnClassesThat(areOursOnlyIn(TESTING)).check(FOR_TESTS);
    }

    @Test
    void wireKnowsNobody() {
        holds(classes().that().resideInAPackage(WIRE).should().onlyDependOnClassesThat(areOursOnlyIn(WIRE)));
    }

    @Test
    void datatreeKnowsWireOnly() {
        holds(classes()
                .that()
                .resideInAPackage(DATATREE)
                .should()
                .onlyDependOnClassesThat(areOursOnlyIn(WIRE, DATATREE)));
    }

    @Test
    void theTreeAndItsPermissionsKnowNeitherOperationsNorTheStore() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(TREE, ACL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OP, STORE));
    }

    @Test
    void operationsDoNotKnowTheStore() {
        holds(noClasses()
                .that()
                .resideInAPackage(OP)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(STORE));
    }

    @Test
    void theDiskKnowsNothingOfWhatIsOnIt() {
        holds(classes().that().resideInAPackage(DISK).should().onlyDependOnClassesThat(areOursOnlyIn(DISK)));
    }

    @Test
    void zabKnowsWireOnly() {
        holds(classes().that().resideInAPackage(ZAB).should().onlyDependOnClassesThat(areOursOnlyIn(WIRE, ZAB)));
    }

    @Test
    void agreementKnowsNoBytesButAtItsEdge() {
        holds(noClasses()
                .that()
                .resideInAPackage(ZAB)
                .and()
                .resideOutsideOfPackage(ZAB_CODEC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "dev.paddock.wire.jute..", ZAB_CODEC));
        holds(noClasses()
                .that()
                .resideInAPackage(ZAB_CODEC)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.channel.."));
    }

    @Test
    void phasesDoNotKnowTheRolesThatGoThroughThem() {
        holds(noClasses()
                .that()
                .resideInAPackage(ZAB)
                .and()
                .resideOutsideOfPackage(ZAB_PEER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ZAB_PEER));
    }

    @Test
    void serverKnowsWireDatatreeAndZab() {
        holds(classes()
                .that()
                .resideInAPackage(SERVER)
                .should()
                .onlyDependOnClassesThat(areOursOnlyIn(WIRE, DATATREE, ZAB, SERVER)));
    }

    @Test
    void theCoreKnowsTheStateWhatPeersSayAndNothingAroundItself() {
        holds(classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat(areOursOnlyIn(WIRE, TREE, ACL, OP, METRIC, ZAB_WORDS, ZAB_MESSAGE, CORE)));
    }

    @Test
    void tlsKnowsItsConfigurationAndNoConnection() {
        assertThat(MAIN.contain("dev.paddock.server.tls.ServerTls")).isTrue();
        holds(classes().that().resideInAPackage(TLS).should().onlyDependOnClassesThat(areOursOnlyIn(CONFIG, TLS)));
        holds(noClasses()
                .that()
                .resideInAPackage(TLS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.."));
    }

    @Test
    void theNetworkKnowsTheCoreAndNeitherPagesNorConfiguration() {
        holds(noClasses()
                .that()
                .resideInAPackage(NET)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADMIN, CONFIG, STORE, TLS));
    }

    @Test
    void aConfigurationKnowsNoPartOfTheServer() {
        holds(noClasses()
                .that()
                .resideInAPackage(CONFIG)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.paddock.server", CORE, NET, ADMIN, TLS));
    }

    /** So that tests can step them. */
    @Test
    void theCoreAndTheLoopsHalfKnowNoChannel() {
        holds(noClasses()
                .that()
                .resideInAPackage(CORE)
                .or()
                .haveNameMatching("dev\\.paddock\\.server\\.net\\.(ClientConnection|ClientLoop|Transport|ReplyWriter)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.channel.."));
    }

    @Test
    void clientKnowsWireOnly() {
        holds(classes().that().resideInAPackage(CLIENT).should().onlyDependOnClassesThat(areOursOnlyIn(WIRE, CLIENT)));
    }

    @Test
    void theClientDoesNotKnowItsCommandLine() {
        holds(noClasses()
                .that()
                .resideInAPackage(CLIENT)
                .and()
                .resideOutsideOfPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CLI));
    }

    /** It is optional, and takes its time to load: whatever runs without a terminal has to do without it. */
    @Test
    void jlineIsKnownToTheTerminalAlone() {
        assertThat(MAIN.contain("dev.paddock.client.cli.TerminalLines")).isTrue();
        holds(noClasses()
                .that()
                .haveNameNotMatching("dev\\.paddock\\.client\\.cli\\.(TerminalLines|Completion)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JLINE));
    }

    /** They are written with what every user of the client has, and wait on their callers' threads. */
    @Test
    void recipesHaveNoThreadsAndNoNetwork() {
        assertThat(MAIN.contain("dev.paddock.client.recipe.Line")).isTrue();
        holds(noClasses()
                .that()
                .resideInAPackage(RECIPE)
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty..")
                        .or(assignableTo(Thread.class))
                        .or(assignableTo(ExecutorService.class))));
    }

    /** So that tests can step it. */
    @Test
    void aSessionOfTheClientKnowsNoChannelThreadOrClock() {
        String session = "dev\\.paddock\\.client\\.(Session|SessionEdge|Watches|ServerList|SetWatchesSplit|Call)";
        holds(noClasses()
                .that()
                .haveNameMatching(session)
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty.channel..").or(assignableTo(Thread.class))));
        holds(noClasses()
                .that()
                .haveNameMatching(session)
                .should()
                .accessTargetWhere(isOneOf(System.class, "currentTimeMillis", "nanoTime")));
    }

    @Test
    void packagesDoNotNeedEachOtherInCircles() {
        holds(slices().assignedFrom(PACKAGES).should().beFreeOfCycles());
    }

    /**
     * Each package by itself, but for two pairs that are one idea each: values and how they are encoded, the tree and who
     * may do what to it.
     */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        private static final List<String> PARTS = List.of("dev.paddock.wire.jute", "dev.paddock.datatree.acl");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return SliceIdentifier.of(PARTS.contains(name) ? name.substring(0, name.lastIndexOf('.')) : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static DescribedPredicate<JavaClass> areOursOnlyIn(String... packages) {
        return resideOutsideOfPackage(ALL).or(resideInAnyPackage(packages));
    }

    // The world.

    @Test
    void onlyTheStoreTouchesFiles() {
        DescribedPredicate<JavaClass> files = describe(
                "of files",
                type -> type.getPackageName().equals("java.io")
                        && (type.getSimpleName().startsWith("File")
                                || type.getSimpleName().equals("RandomAccessFile")));
        holds(noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                        .or(files)));
    }

    @Test
    void onlyTheStoreHasThreadsAndLocks() {
        holds(noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.concurrent..").or(assignableTo(Thread.class))));
        holds(noMethods().that().areDeclaredInClassesThat(PURE).should().haveModifier(JavaModifier.SYNCHRONIZED));
    }

    @Test
    void onlyTheStoreReadsAClock() {
        holds(noClasses()
                .that(PURE)
                .should()
                .accessTargetWhere(isOneOf(System.class, "currentTimeMillis", "nanoTime")));
        holds(noClasses()
                .that(PURE)
                .should()
                .accessTargetWhere(describe(
                        "reads a clock of java.time",
                        access -> access.getTargetOwner().getPackageName().equals("java.time")
                                && Set.of("now", "systemUTC", "systemDefaultZone")
                                        .contains(access.getName()))));
    }

    @Test
    void chanceIsHandedIn() {
        holds(noClasses().that(PURE).should().accessTargetWhere(isOneOf(Random.class, "<init>")));
    }

    @Test
    void chanceHasASeedEverywhere() {
        holds(noClasses().should().callConstructor(Random.class));
        holds(noClasses().should().accessTargetWhere(isOneOf(Math.class, "random")));
        holds(noClasses().should().accessTargetWhere(isOneOf(UUID.class, "randomUUID")));
        holds(noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocalRandom.class));
        holds(noClasses().should().callMethod(Collections.class, "shuffle", List.class));
    }

    @Test
    void propertiesAreReadByTheMainOfACommandAlone() {
        holds(noClassesButMains()
                .should()
                .accessTargetWhere(isOneOf(System.class, "getProperty", "getProperties", "getenv")));
        holds(noClasses().should().accessTargetWhere(isOneOf(Integer.class, "getInteger")));
        holds(noClasses().should().accessTargetWhere(isOneOf(Long.class, "getLong")));
        holds(noClasses().should().accessTargetWhere(isOneOf(Boolean.class, "getBoolean")));
    }

    @Test
    void nothingEndsTheProcessButTheMainOfACommand() {
        holds(noClassesButMains().should().accessTargetWhere(isOneOf(System.class, "exit")));
        holds(noClassesButMains().should().accessTargetWhere(isOneOf(Runtime.class, "exit", "halt")));
    }

    private static GivenClassesConjunction noClassesButMains() {
        return noClasses().that().doNotHaveSimpleName("Main");
    }

    /** Called, or named as a method reference. */
    private static DescribedPredicate<JavaAccess<?>> isOneOf(Class<?> owner, String... members) {
        return describe(
                "is one of " + owner.getSimpleName() + Arrays.toString(members),
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && List.of(members).contains(access.getName()));
    }

    private static void holds(ArchRule rule) {
        rule.check(MAIN);
    }
}
