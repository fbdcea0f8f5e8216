package bitwright.arith.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Small circuits whose cycles can be counted by hand. */
class FlowTest {
  private static final long PATIENCE = 100;
  private final Flow flow = new Flow();

  @Test
  void aQueueGivesEveryBeatOneCycleLater() {
    Channel out = flow.queue(flow.source());
    assertArrayEquals(new long[] {4, 7}, flow.run(out, 3, 2, PATIENCE));
  }

  @Test
  void aWideBeatIsOfferedTheCycleAfterItsLastPart() {
    Channel out = flow.convert(flow.source(), 1, 4);
    assertArrayEquals(new long[] {5, 9}, flow.run(out, 1, 2, PATIENCE));
  }

  @Test
  void partsLeaveOneACycle() {
    Channel out = flow.convert(flow.source(), 3, 1);
    assertArrayEquals(new long[] {4, 7, 10}, flow.run(out, 3, 3, PATIENCE));
  }

  /** Three words in cycles 0 to 2, read from cycle 3 on; results ten stages and a queue later. */
  @Test
  void aReplayedVectorLeavesOncePerReplay() {
    Channel out = flow.replay(flow.source(), 3, 12, 10);
    assertArrayEquals(new long[] {3 + 36 + 11, 3 + 72 + 11}, flow.run(out, 12, 2, PATIENCE));
  }

  @Test
  void aMemoryQueueTakesThreeCycles() {
    Channel out = flow.fifo(flow.source(), 4);
    assertArrayEquals(new long[] {4, 5}, flow.run(out, 1, 2, PATIENCE));
  }

  @Test
  void branchesThatMeetWaitForTheSlowerOne() {
    List<Channel> branches = flow.fork(flow.source(), 2);
    Channel slow = flow.reduce(branches.get(0), 1, 6);
    Channel fast = flow.fifo(branches.get(1), 8);
    Channel out = flow.join(List.of(slow, fast), 2);
    assertArrayEquals(new long[] {6 + 1 + 2 + 1 + 1, 12}, flow.run(out, 1, 2, PATIENCE));
  }

  @Test
  void turnsAreTakenBeatByBeat() {
    List<Channel> branches = flow.fork(flow.source(), 2);
    Channel out =
        flow.inTurn(
            List.of(flow.fifo(branches.get(0), 4), flow.fifo(branches.get(1), 4)), List.of(1, 1));
    assertArrayEquals(new long[] {6, 8}, flow.run(out, 2, 2, PATIENCE));
  }

  @Test
  void streamsThatWaitForEachOtherAreSaid() {
    List<Channel> branches = flow.fork(flow.source(), 2);
    Channel whole = flow.convert(branches.get(0), 1, 64);
    Channel out = flow.join(List.of(whole, flow.fifo(branches.get(1), 8)), 1);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> flow.run(out, 1, 1, PATIENCE));
    assertTrue(e.getMessage().contains("wait for each other"), e.getMessage());
  }
}
