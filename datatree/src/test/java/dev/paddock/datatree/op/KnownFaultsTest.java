package dev.paddock.datatree.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.EphemeralOwner;
import dev.paddock.datatree.ExpiryRules;
import dev.paddock.datatree.LoadedZnode;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.DigestAuthProvider;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.Create2Response;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.CreateResponse;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetAclRequest;
import dev.paddock.wire.proto.GetAllChildrenNumberRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.MultiResult;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has hurt users of ZooKeeper, as far as it lies in the state. */
class KnownFaultsTest {
    private static final AclRules ACLS = new AclRules(
            new AuthProviders(List.of(new DigestAuthProvider("SHA1", null)), (provider, fault) -> {
                throw fault;
            }),
            false);
    private static final Rules TTL = new Rules(true, false, false, Rules.DEFAULT.maxTransactionBytes());
    private static final Rules ENFORCED = new Rules(true, true, false, Rules.DEFAULT.maxTransactionBytes());

    private Database database = new Database(TTL, ACLS);

    @AfterEach
    void everythingStillHolds() {
        StateChecks.check(database.state());
    }

    // Numbers of sequential znodes run out.

    @Test
    void theLastNumberIsGivenOnceAndThenThereIsNone() {
        database = withCounter(2147483645);
        assertThat(sequential()).isEqualTo("/p/s-2147483645");
        assertThat(sequential()).isEqualTo("/p/s-2147483646");
        long pzxid = database.state().find(Utf8.of("/p")).pzxid();
        assertThat(sequential()).isEqualTo("/p/s-2147483647");
        assertThat(sequential()).isEqualTo("NODE_EXISTS");

        assertThat(database.create("/p/plain")).isEqualTo(ErrorCode.OK);
        assertThat(database.state().find(Utf8.of("/p")).pzxid()).isEqualTo(pzxid);
        assertThat(database.state().find(Utf8.of("/p")).creations()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void noNumberWrapsWithinAMulti() {
        database = withCounter(2147483646);
        Request create = sequentialCreate();

        Prepared prepared = database.write(new MultiRequest(List.of(create, create, create)));

        assertThat(prepared.result().response())
                .isEqualTo(new MultiResponse(List.of(
                        MultiResult.ofError(0),
                        MultiResult.ofError(0),
                        MultiResult.ofError(ErrorCode.NODE_EXISTS.code()))));
        assertThat(sequential()).isEqualTo("/p/s-2147483646");
    }

    private Database withCounter(int creations) {
        LoadedZnode parent = new LoadedZnode();
        parent.path = Utf8.of("/p");
        parent.source = new byte[0];
        parent.creations = creations;
        TreeEdit edit = TreeEdit.ofMany(database.state());
        edit.load(parent);
        return database.at(edit.build(new Zxid(5)));
    }

    private static CreateRequest sequentialCreate() {
        return new CreateRequest(
                OpCode.CREATE,
                Utf8.of("/p/s-"),
                null,
                Acl.OPEN,
                CreateMode.PERSISTENT_SEQUENTIAL.flags(),
                CreateRequest.NO_TTL);
    }

    private String sequential() {
        Prepared prepared = database.write(sequentialCreate());
        return prepared.result().response() instanceof CreateResponse created
                ? created.path().toString()
                : prepared.result().error().name();
    }

    // Transactions that no server could read again.

    @Test
    void aRequestThatBecomesTooLongATransactionIsRefused() {
        database = new Database(new Rules(false, false, false, 500), ACLS);
        database.create("/a");
        State before = database.state();
        Request tooLong = new SetDataRequest(Utf8.of("/a"), Bytes.wrap(new byte[500]), ExpectedVersion.ANY);
        Request half = new SetDataRequest(Utf8.of("/a"), Bytes.wrap(new byte[250]), ExpectedVersion.ANY);

        assertThat(error(tooLong)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(error(new MultiRequest(List.of(half, half)))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(database.state().root()).isSameAs(before.root());
        assertThat(error(half)).isEqualTo(ErrorCode.OK);
        assertThat(database.log()).allMatch(transaction -> transaction.size() <= 500);
    }

    @Test
    void closingASessionIsNeverTooLong() {
        database = new Database(new Rules(false, false, false, 200), ACLS);
        for (int i = 0; i < 50; i++) {
            assertThat(database.create("/ephemeral" + i, CreateMode.EPHEMERAL)).isEqualTo(ErrorCode.OK);
        }

        Prepared closed = database.write(new CloseSessionRequest());

        assertThat(closed.transaction().size()).isLessThanOrEqualTo(200);
        assertThat(database.state().ephemeralCount()).isZero();
        assertThat(database.state().session(Database.SESSION)).isNull();
    }

    @Test
    void anAclOfManyAuthsOnAConnectionOfManyIdsIsRefused() {
        Id[] ids = new Id[300];
        List<Acl> acl = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = new Id("digest", "user" + i + ":hash");
            acl.add(new Acl(i, new Id("auth", "")));
        }
        Request create = new CreateRequest(OpCode.CREATE, Utf8.of("/a"), null, acl, 0, CreateRequest.NO_TTL);

        Prepared prepared = database.write(create, new Caller(Database.SESSION, Identities.of(ids)));

        assertThat(prepared.result().error()).isEqualTo(ErrorCode.INVALID_ACL);
    }

    // D1, D8: times to live.

    @Test
    void aTtlThatGoesWithNoFlagsIsABadArgument() {
        for (int flags = 0; flags <= 4; flags++) {
            for (long ttl : new long[] {-1, Long.MIN_VALUE, 0, 5}) {
                assertThat(error(createTtl("/a", flags, ttl))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
            }
        }
        assertThat(error(createTtl("/a", 5, 5))).isEqualTo(ErrorCode.OK);
    }

    @Test
    void aTimeToLiveIsUnderstoodWhereNoneCanBeAskedFor() {
        error(createTtl("/t", 5, 1000));
        database.create("/t/child");
        Database without = new Database(Rules.DEFAULT, ACLS).at(database.state());

        assertThat(without.write(createTtl("/u", 5, 1000)).result().error()).isEqualTo(ErrorCode.UNIMPLEMENTED);
        assertThat(TreeEdit.ofMany(without.state()).orphans()).isEmpty();
        assertThat(without.state().ephemeralCount()).isZero();
        assertThat(without.delete("/t/child")).isEqualTo(ErrorCode.OK);
        assertThat(without.state().expired(Long.MAX_VALUE, new ExpiryRules(0))).containsExactly(Utf8.of("/t"));
        assertThat(EphemeralOwner.ttl(without.state().find(Utf8.of("/t")).owner()))
                .isEqualTo(1000);
    }

    private static CreateRequest createTtl(String path, int flags, long ttl) {
        return new CreateRequest(OpCode.CREATE_TTL, Utf8.of(path), null, Acl.OPEN, flags, ttl);
    }

    // D3, D4, D5, D10, and the rest about quotas.

    @Test
    void limitsOfTheRootAreAnOrdinaryZnode() {
        database = new Database(ENFORCED, ACLS);
        assertThat(create("/zookeeper/quota/zookeeper_limits", "countHardLimit=0"))
                .isEqualTo(ErrorCode.OK);
        assertThat(create("/zookeeper/quota/zookeeper_stats", "")).isEqualTo(ErrorCode.OK);

        assertThat(data("/zookeeper/quota/zookeeper_stats")).startsWith("count=6,");
        assertThat(database.create("/a")).isEqualTo(ErrorCode.OK);
        assertThat(data("/zookeeper/quota/zookeeper_stats")).startsWith("count=6,");
        assertThat(database.delete("/zookeeper/quota/zookeeper_limits")).isEqualTo(ErrorCode.OK);
    }

    @Test
    void limitsBesideTheQuotasComeAndGoLikeAnyZnode() {
        assertThat(create("/zookeeper/zookeeper_limits", "count=1")).isEqualTo(ErrorCode.OK);
        assertThat(database.delete("/zookeeper/zookeeper_limits")).isEqualTo(ErrorCode.OK);
    }

    @Test
    void limitsBelowANameThatOnlyBeginsLikeTheQuotasAreNone() {
        database = new Database(ENFORCED, ACLS);
        database.create("/zookeeper/quotaX");
        database.create("/X");
        create("/zookeeper/quotaX/zookeeper_limits", "countHardLimit=0");
        create("/zookeeper/quotaX/zookeeper_stats", "count=0,bytes=0");

        assertThat(database.create("/X/a")).isEqualTo(ErrorCode.OK);
        assertThat(data("/zookeeper/quotaX/zookeeper_stats")).isEqualTo("count=0,bytes=0");
    }

    @Test
    void garbageInAnAccountOfUsageCountsAsNothingSaid() {
        quota("/q", "count=9,bytes=9");
        database.setData("/zookeeper/quota/q/zookeeper_stats", "garbage");
        assertThat(database.create("/q/a")).isEqualTo(ErrorCode.OK);
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=0,bytes=3");

        error(new SetDataRequest(Utf8.of("/zookeeper/quota/q/zookeeper_stats"), null, ExpectedVersion.ANY));
        assertThat(database.delete("/q/a")).isEqualTo(ErrorCode.OK);
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=-2,bytes=-5");
    }

    @Test
    void usageIsCountedAndShownInNoStat() {
        quota("/q", "count=9,bytes=9");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=1,bytes=4");
        Stat before = database.state()
                .find(Utf8.of("/zookeeper/quota/q/zookeeper_stats"))
                .stat();

        create("/q/a", "12345");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=2,bytes=9");
        database.setData("/q/a", "12345678901234567890");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=2,bytes=24");
        database.delete("/q/a");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=1,bytes=4");
        database.create("/q/e", CreateMode.EPHEMERAL);
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=2,bytes=8");
        database.write(new CloseSessionRequest());
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=1,bytes=4");

        assertThat(database.state()
                        .find(Utf8.of("/zookeeper/quota/q/zookeeper_stats"))
                        .stat())
                .isEqualTo(before);
    }

    @Test
    void aHardLimitRefusesWhatGoesBeyondItAndASoftOneDoesNot() {
        database = new Database(ENFORCED, ACLS);
        quota("/q", "count=1,bytes=-1=;countHardLimit=2");

        assertThat(database.create("/q/a")).isEqualTo(ErrorCode.OK);
        assertThat(database.create("/q/b")).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(database.create("/q/s", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(database.create("/q/a")).isEqualTo(ErrorCode.NODE_EXISTS);
        assertThat(database.delete("/q/a")).isEqualTo(ErrorCode.OK);
        assertThat(error(new MultiRequest(List.of(plain("/q/a"), plain("/q/b"), plain("/q/c")))))
                .isEqualTo(ErrorCode.OK);
        assertThat(database.state().find(Utf8.of("/q")).childCount()).isEqualTo(3);
    }

    @Test
    void bytesAboveAHardLimitMayOnlyShrinkBelowIt() {
        quota("/q", "byteHardLimit=6");
        create("/q/a", "123456");
        database = new Database(ENFORCED, ACLS).at(database.state());

        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=2,bytes=10");
        assertThat(database.setData("/q/a", "1234")).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(database.setData("/q/a", "654321")).isEqualTo(ErrorCode.OK);
        assertThat(create("/q/empty", "")).isEqualTo(ErrorCode.OK);
        assertThat(error(new SetDataRequest(Utf8.of("/q/a"), Bytes.ofText("1234567"), new ExpectedVersion(99))))
                .as("the quota comes before the version")
                .isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(database.setData("/q/a", "12")).isEqualTo(ErrorCode.OK);
    }

    @Test
    void onlyTheDeepestQuotaIsCharged() {
        quota("/q", "count=9");
        database.create("/q/in");
        quotaNodes("/q/in", "count=9");
        database.create("/q/in/a");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=2,bytes=8");
        assertThat(data("/zookeeper/quota/q/in/zookeeper_stats")).isEqualTo("count=2,bytes=8");

        database.delete("/zookeeper/quota/q/in/zookeeper_limits");
        database.create("/q/in/b");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=3,bytes=12");
        assertThat(data("/zookeeper/quota/q/in/zookeeper_stats")).isEqualTo("count=2,bytes=8");
    }

    @Test
    void anAccountBeforeItsLimitsIsCountedOnceAndKeptFromThenOn() {
        database.create("/q");
        database.create("/zookeeper/quota/q");
        create("/zookeeper/quota/q/zookeeper_stats", "");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=1,bytes=4");
        database.create("/q/a");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=1,bytes=4");
        create("/zookeeper/quota/q/zookeeper_limits", "count=9");
        database.create("/q/b");
        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=2,bytes=8");
    }

    @Test
    void whatAClientWritesIntoAnAccountIsCountedOnFrom() {
        quota("/q", "count=9");
        database.setData("/zookeeper/quota/q/zookeeper_stats", "bytes=5;foo=3");
        create("/q/a", "1");

        assertThat(data("/zookeeper/quota/q/zookeeper_stats")).isEqualTo("count=0,bytes=6=;foo=3");
    }

    @Test
    void limitsThatCannotBeReadLetNothingPass() {
        quota("/q", "count=1");
        database = new Database(ENFORCED, ACLS).at(database.state());
        for (String limits : new String[] {"garbage", "count=abc", "count=,bytes=5", null}) {
            Bytes data = limits == null ? null : Bytes.ofText(limits);
            error(new SetDataRequest(Utf8.of("/zookeeper/quota/q/zookeeper_limits"), data, ExpectedVersion.ANY));

            assertThat(database.create("/q/a")).isEqualTo(ErrorCode.MARSHALLING_ERROR);
            assertThat(database.setData("/q", "x")).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        }
        database.delete("/zookeeper/quota/q/zookeeper_stats");
        assertThat(database.create("/q/a")).isEqualTo(ErrorCode.OK);
    }

    // What is no path at all.

    @Test
    void aNullPathIsAnswered() {
        assertThat(error(plain(null))).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        assertThat(error(new DeleteRequest(null, ExpectedVersion.ANY))).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        assertThat(error(new SetDataRequest(null, null, ExpectedVersion.ANY))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(error(new SetAclRequest(null, Acl.OPEN, ExpectedVersion.ANY)))
                .isEqualTo(ErrorCode.BAD_ARGUMENTS);
        for (Request read : List.of(
                new ExistsRequest(null, false),
                new GetDataRequest(null, false),
                new GetChildrenRequest(OpCode.GET_CHILDREN, null, false),
                new GetAllChildrenNumberRequest(null),
                new GetAclRequest(null))) {
            assertThat(database.read(read).error()).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        }
    }

    // The rest of multi.

    @Test
    void aMultiThatFailsKeepsTheKindsOfWhatWouldHaveGoneThrough() {
        State before = database.state();
        Prepared prepared = database.write(new MultiRequest(
                List.of(plain("/f1"), new DeleteRequest(Utf8.of("/nope"), ExpectedVersion.ANY), plain("/f2"))));

        assertThat(prepared.result().error()).isEqualTo(ErrorCode.OK);
        assertThat(((MultiTxn) prepared.transaction().txn()).parts())
                .extracting(part -> part.type())
                .containsExactly(OpCode.CREATE, OpCode.ERROR, OpCode.ERROR);
        assertThat(prepared.events()).isEmpty();
        assertThat(database.state().root()).isSameAs(before.root());
        assertThat(Operations.apply(before, prepared.transaction()).result()).isEqualTo(prepared.result());
    }

    @Test
    void theStatsOfAMultiAreOfTheMoment() {
        Prepared prepared = database.write(new MultiRequest(List.of(
                new CreateRequest(OpCode.CREATE2, Utf8.of("/n"), null, Acl.OPEN, 0, CreateRequest.NO_TTL),
                new SetDataRequest(Utf8.of("/n"), Bytes.ofText("x"), ExpectedVersion.ANY),
                plain("/n/k"))));

        MultiResponse response = (MultiResponse) prepared.result().response();
        Create2Response created = (Create2Response) response.results().get(0).response();
        assertThat(created.stat().version()).isZero();
        assertThat(created.stat().numChildren()).isZero();
        assertThat(database.state().find(Utf8.of("/n")).stat().numChildren()).isEqualTo(1);
        Transaction transaction = prepared.transaction();
        assertThat(transaction.digest().treeDigest()).isEqualTo(database.state().digest());
    }

    private void quota(String path, String limits) {
        database.create(path);
        quotaNodes(path, limits);
    }

    private void quotaNodes(String path, String limits) {
        database.create("/zookeeper/quota" + path);
        create("/zookeeper/quota" + path + "/zookeeper_limits", limits);
        create("/zookeeper/quota" + path + "/zookeeper_stats", "count=0,bytes=0");
    }

    private static CreateRequest plain(String path) {
        Utf8 utf8 = path == null ? null : Utf8.of(path);
        return new CreateRequest(OpCode.CREATE, utf8, null, Acl.OPEN, 0, CreateRequest.NO_TTL);
    }

    private ErrorCode create(String path, String data) {
        return error(
                new CreateRequest(OpCode.CREATE, Utf8.of(path), Bytes.ofText(data), Acl.OPEN, 0, CreateRequest.NO_TTL));
    }

    private ErrorCode error(Request request) {
        return database.write(request).result().error();
    }

    private String data(String path) {
        return database.state().find(Utf8.of(path)).data().text();
    }
}
