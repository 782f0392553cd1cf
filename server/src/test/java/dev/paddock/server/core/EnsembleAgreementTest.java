package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Rules;
import dev.paddock.datatree.op.Tip;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;
import dev.paddock.zab.Effect;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Reign;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnsembleAgreementTest {
    private static final LinkId ONE = LinkId.accepted(1);
    private static final LinkId TWO = LinkId.accepted(2);
    private static final Reign REIGN = new Reign(3);
    private static final long SESSION = 17;
    private static final SetDataRequest SET =
            new SetDataRequest(Utf8.of("/a"), Bytes.ofText("data"), ExpectedVersion.ANY);
    private static final AclRules ACLS = new AclRules(
            new AuthProviders(List.of(), (provider, fault) -> {
                throw fault;
            }),
            false);

    private final Operations operations = new Operations(ACLS, Rules.DEFAULT);
    private final List<dev.paddock.zab.Input> toPeer = new ArrayList<>();
    private final List<Input> toCore = new ArrayList<>();
    private final State state = withSession();
    private final EnsembleAgreement agreement =
            new EnsembleAgreement(toPeer::add, () -> Zxid.of(2, 9), () -> state, 1000, Clock.SYSTEM, toCore::add);

    private State withSession() {
        Tip tip = new Tip(State.empty(Hashing.seeded(new Random(1))));
        operations.createSession(tip, 6000, context(SESSION, Zxid.of(1, 1)));
        return tip.state();
    }

    private static Context context(long session, Zxid zxid) {
        return new Context(new Caller(session, Identities.NONE), 0, zxid, 0);
    }

    private void serve(Role role) {
        say(new Effect.Serve(REIGN, role, 2, new ServerId(1)));
        toCore.clear();
    }

    private void say(Effect.ToServer effect) {
        agreement.take(new Input.FromPeer(effect));
    }

    private dev.paddock.zab.message.Proposal propose(Zxid zxid) {
        agreement.propose(
                new Proposal(operations.refuse(new Tip(state), ErrorCode.NO_NODE, context(SESSION, zxid)), null));
        return ((dev.paddock.zab.Input.Submitted) toPeer.remove(toPeer.size() - 1)).proposal();
    }

    private static Message.Request request(OpCode op, Bytes body) {
        return new Message.Request(SESSION, 5, op.code(), body, List.of());
    }

    private static Message.Request set() {
        return request(OpCode.SET_DATA, LearnerRequest.bytes(SET));
    }

    private ErrorCode refusalOf(LinkId link, Message.Request request) {
        toCore.clear();
        say(new Effect.Prepare(link, request));
        return ((Input.Forwarded) toCore.get(0)).request().refusal();
    }

    @Test
    void aLeaderNumbersFromTheStartOfItsEpoch() {
        say(new Effect.Serve(REIGN, Role.LEADING, 2, new ServerId(1)));

        assertThat(toCore).containsExactly(new Input.Serving(Mode.LEADER, Zxid.of(2, 0)));
    }

    @Test
    void whatALeaderHasProposedIsDeliveredAsItIs() {
        serve(Role.LEADING);
        dev.paddock.zab.message.Proposal sent = propose(Zxid.of(2, 1));

        say(new Effect.Deliver(REIGN, sent));

        assertThat(toCore).hasSize(1).first().isInstanceOf(Input.Delivered.class);
        assertThat(agreement.outstanding()).isZero();
    }

    @Test
    void whatFormerLeadersHaveLeftIsApplied() {
        Transaction left = new Transaction(new TxnHeader(SESSION, 1, Zxid.of(1, 2), 0), new ErrorTxn(-101), null);
        Bytes bytes = LearnerRequest.bytes(left);

        say(new Effect.Deliver(REIGN, new dev.paddock.zab.message.Proposal(left.zxid(), bytes)));

        assertThat(toCore).containsExactly(new Input.Agreed(left));
    }

    @Test
    void aSessionIsJudgedBehindWhatWasProposedBefore() {
        serve(Role.LEADING);
        dev.paddock.zab.message.Proposal before = propose(Zxid.of(2, 1));

        say(new Effect.AskValidity(ONE, SESSION, 6000));
        assertThat(toPeer).isEmpty();
        say(new Effect.Deliver(REIGN, before));

        assertThat(toPeer).containsExactly(new dev.paddock.zab.Input.Validity(ONE, SESSION, true));
    }

    @Test
    void whatASessionAsksOfItsFormerServerIsRefused() {
        serve(Role.LEADING);
        say(new Effect.AskValidity(ONE, SESSION, 6000));
        assertThat(refusalOf(ONE, set())).isNull();

        say(new Effect.AskValidity(TWO, SESSION, 6000));

        assertThat(refusalOf(ONE, set())).isEqualTo(ErrorCode.SESSION_MOVED);
        assertThat(refusalOf(ONE, request(OpCode.CLOSE_SESSION, Bytes.EMPTY))).isEqualTo(ErrorCode.SESSION_MOVED);
        assertThat(refusalOf(TWO, set())).isNull();
    }

    @Test
    void nobodyOwnsTheRemovalOfAContainer() {
        serve(Role.LEADING);
        say(new Effect.AskValidity(TWO, SESSION, 6000));
        Bytes body = LearnerRequest.bytes(new DeleteContainerRequest(Utf8.of("/a")));

        assertThat(refusalOf(ONE, request(OpCode.DELETE_CONTAINER, body))).isNull();
    }

    @Test
    void aSessionThatGoesOnElsewhereLeavesTheLeader() {
        serve(Role.LEADING);
        agreement.attach(null, new ConnectRequest(0, 0, 6000, SESSION, Bytes.EMPTY, false, true), 6000);
        toCore.clear();

        say(new Effect.AskValidity(ONE, SESSION, 6000));

        assertThat(toCore).containsExactly(new Input.Moved(SESSION));
        assertThat(refusalOf(ONE, set())).isNull();
    }

    @Test
    void aLeaderThatIsAboutToGoJudgesAndPreparesNothing() {
        serve(Role.LEADING);
        say(new Effect.Hold(REIGN));
        toCore.clear();

        say(new Effect.Prepare(ONE, set()));
        say(new Effect.AskValidity(ONE, SESSION, 6000));
        agreement.silent(SESSION);

        assertThat(toCore).isEmpty();
        assertThat(toPeer).isEmpty();
    }

    @Test
    void aLearnerTellsWhomItHasHeardOfHereOrNotAnyMore() {
        serve(Role.FOLLOWING);
        agreement.touched(SESSION, 6000, 0);

        say(new Effect.AskTouches(ONE, Zxid.of(2, 9)));
        ((Input.RecentTouchesAsked) toCore.get(0)).receiver().accept(List.of(new Touch(18, 4000)));

        assertThat(toPeer)
                .containsExactly(new dev.paddock.zab.Input.Touches(
                        ONE, Zxid.of(2, 9), List.of(new Touch(SESSION, 6000), new Touch(18, 4000))));
    }

    @Test
    void anOutcomeIsTheRequestsOwnAndNewerThanTheQuestion() {
        serve(Role.FOLLOWING);
        ClientRequest asked = ClientRequest.of(5, SET, Identities.NONE, 0, 0);
        asked.belongTo(null, new ClientSession(SESSION, 6000));
        agreement.forward(asked);
        Txn done = new SetDataTxn(OpCode.SET_DATA, SET.path(), SET.data(), 1);

        assertThat(toPeer).containsExactly(new dev.paddock.zab.Input.Forwarded(REIGN, set()));
        assertThat(asked.hasBecome(outcome(5, Zxid.of(2, 10), done))).isTrue();
        assertThat(asked.hasBecome(outcome(5, Zxid.of(2, 10), new ErrorTxn(-101))))
                .isTrue();
        assertThat(asked.hasBecome(outcome(5, Zxid.of(2, 9), done))).isFalse();
        assertThat(asked.hasBecome(outcome(4, Zxid.of(2, 10), done))).isFalse();
        assertThat(asked.hasBecome(
                        outcome(5, Zxid.of(2, 10), new SetDataTxn(OpCode.RECONFIG, SET.path(), SET.data(), 1))))
                .isFalse();
    }

    private static Transaction outcome(int cxid, Zxid zxid, Txn txn) {
        return new Transaction(new TxnHeader(SESSION, cxid, zxid, 0), txn, null);
    }
}
