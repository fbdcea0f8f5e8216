package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Logic.pack;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Registers on AXI4-Lite that say which accelerator this is and count what passes its streams; the
 * streams are watched, not touched.
 *
 * <p>Addresses are {@link #MAP}. One write and one read are served at a time; an address may come
 * before, with or after its data. A write to a register that is only read answers SLVERR, any
 * access to an address without a register DECERR. Counters have 64 bits: reading the lower half
 * keeps the upper one for the read of the next address.
 */
public final class StatusRegisters extends Circuit {

  /** Bits of an address: one page of 4 KiB. */
  public static final int ADDRESS_BITS = 12;

  /** What the first register holds: the letters {@code BWRT}. */
  public static final long MAGIC = 0x42575254L;

  /** The version of the register map, 1.0. */
  public static final long VERSION = 0x00010000L;

  private static final int OKAY = 0;
  private static final int SLVERR = 2;
  private static final int DECERR = 3;

  /**
   * A register.
   *
   * @param address its byte address
   * @param name its name
   * @param writable whether it can be written
   * @param about what it holds, for people
   */
  public record Register(int address, String name, boolean writable, String about) {}

  /** The register map. */
  public static final List<Register> MAP =
      List.of(
          new Register(0x00, "ID", false, "0x42575254, the letters BWRT"),
          new Register(0x04, "VERSION", false, "version of this map, 0x00010000"),
          new Register(0x08, "CONFIG_0", false, "first 8 digits of configHash in manifest.json"),
          new Register(0x0c, "CONFIG_1", false, "the next 8 digits"),
          new Register(0x10, "INTERVAL", false, "cycles per frame of the fold"),
          new Register(0x14, "LATENCY", false, "cycles from first input to last output beat"),
          new Register(0x18, "LAYERS", false, "number of layers"),
          new Register(0x1c, "SCRATCH", true, "keeps what is written"),
          new Register(0x20, "CONTROL", true, "writing 1 to bit 0 clears the counters; reads 0"),
          new Register(0x30, "CYCLES", false, "cycles since reset or clear, bits 31 to 0"),
          new Register(0x34, "CYCLES_HIGH", false, "bits 63 to 32 when CYCLES was read"),
          new Register(0x38, "FRAMES", false, "frames that left, bits 31 to 0"),
          new Register(0x3c, "FRAMES_HIGH", false, "bits 63 to 32 when FRAMES was read"),
          new Register(0x40, "INPUT_WAITS", false, "cycles in which an input beat waited"),
          new Register(0x44, "INPUT_WAITS_HIGH", false, "bits 63 to 32 when INPUT_WAITS was read"),
          new Register(0x48, "OUTPUT_WAITS", false, "cycles in which an output beat waited"),
          new Register(
              0x4c, "OUTPUT_WAITS_HIGH", false, "bits 63 to 32 when OUTPUT_WAITS was read"));

  private final Flag awake;
  private final Map<Integer, Bits> values = new LinkedHashMap<>();

  /** The registers; constants come in by ports, so that every accelerator has the same module. */
  public StatusRegisters() {
    super("StatusRegisters");
    describe(
        "Registers on AXI4-Lite that identify an accelerator and count what passes its streams.",
        "An address without register answers DECERR, a write to a read-only register SLVERR.");
    MAP.forEach(r -> describe("  0x%02x %-17s %s".formatted(r.address(), r.name(), r.about())));
    Bits config = input("config_hash", bits(64));
    Bits interval = input("interval", bits(32));
    Bits latency = input("latency", bits(32));
    Bits layers = input("layers", bits(32));
    Flag sValid = input("s_valid", flag());
    Flag sReady = input("s_ready", flag());
    Flag mValid = input("m_valid", flag());
    Flag mReady = input("m_ready", flag());
    Flag mLast = input("m_last", flag());
    awake = register("awake", flag(), 0);
    awake.set(true);

    Bits scratch = register("scratch", bits(32), 0);
    Flag clear = register("clear", flag(), 0);
    Bits high = register("high", bits(32), 0);
    values.put(0x00, constant(MAGIC));
    values.put(0x04, constant(VERSION));
    values.put(0x08, config.slice(63, 32));
    values.put(0x0c, config.low(32));
    values.put(0x10, interval);
    values.put(0x14, latency);
    values.put(0x18, layers);
    values.put(0x1c, scratch);
    values.put(0x20, constant(0));
    List<Bits> counters =
        List.of(
            counter("cycles", Flag.constant(true), clear),
            counter("frames", mValid.and(mReady).and(mLast), clear),
            counter("input_waits", sValid.and(sReady.not()), clear),
            counter("output_waits", mValid.and(mReady.not()), clear));
    for (int i = 0; i < counters.size(); i++) {
      values.put(0x30 + 8 * i, counters.get(i).low(32));
      values.put(0x34 + 8 * i, high);
    }
    write(scratch, clear);
    read(counters, high);
  }

  private static Bits constant(long value) {
    return bits(32).constant(BigInteger.valueOf(value));
  }

  private static Bits counter(String name, Flag step, Flag clear) {
    Bits count = register(name, bits(64), 0);
    Bits next = count.plus(step.bits()).low(64);
    count.set(mux(clear, bits(64).constant(0), next));
    return count;
  }

  private void write(Bits scratch, Flag clear) {
    Bits address = input("awaddr", bits(ADDRESS_BITS));
    Flag addressOffered = input("awvalid", flag());
    Flag addressReady = output("awready", flag());
    Bits data = input("wdata", bits(32));
    Bits strobe = input("wstrb", bits(4));
    Flag dataOffered = input("wvalid", flag());
    Flag dataReady = output("wready", flag());
    Bits response = output("bresp", bits(2));
    Flag valid = output("bvalid", flag());
    Flag ready = input("bready", flag());

    Flag haveAddress = register("have_address", flag(), 0);
    Flag haveData = register("have_data", flag(), 0);
    Bits heldAddress = register("held_address", bits(ADDRESS_BITS));
    Bits heldData = register("held_data", bits(32));
    Bits heldStrobe = register("held_strobe", bits(4));
    Flag answering = register("answering", flag(), 0);
    Bits answer = register("answer", bits(2), 0);
    addressReady.set(haveAddress.not().and(awake));
    dataReady.set(haveData.not().and(awake));
    response.set(answer);
    valid.set(answering);
    Flag takeAddress = addressOffered.and(haveAddress.not()).and(awake).named("take_address");
    Flag takeData = dataOffered.and(haveData.not()).and(awake).named("take_data");
    Map<Integer, Flag> at = decode("writes", heldAddress);
    when(
        takeAddress,
        () -> {
          haveAddress.set(true);
          heldAddress.set(address);
        });
    when(
        takeData,
        () -> {
          haveData.set(true);
          heldData.set(data);
          heldStrobe.set(strobe);
        });
    Flag act = haveAddress.and(haveData).and(answering.not()).named("act");
    clear.set(false);
    when(
        act,
        () -> {
          haveAddress.set(false);
          haveData.set(false);
          answering.set(true);
          answer.set(response(at, true));
          when(at.get(0x1c), () -> scratch.set(merge(scratch, heldData, heldStrobe)));
          when(at.get(0x20), () -> clear.set(heldData.bit(0).and(heldStrobe.bit(0))));
        });
    when(answering.and(ready), () -> answering.set(false));
    unused(heldAddress.low(2));
  }

  private void read(List<Bits> counters, Bits high) {
    Bits address = input("araddr", bits(ADDRESS_BITS));
    Flag offered = input("arvalid", flag());
    Flag addressReady = output("arready", flag());
    Bits data = output("rdata", bits(32));
    Bits response = output("rresp", bits(2));
    Flag valid = output("rvalid", flag());
    Flag ready = input("rready", flag());

    Flag reading = register("reading", flag(), 0);
    Bits word = register("word", bits(32), 0);
    Bits status = register("status", bits(2), 0);
    addressReady.set(reading.not().and(awake));
    data.set(word);
    response.set(status);
    valid.set(reading);
    Flag take = offered.and(reading.not()).and(awake).named("take_read");
    Map<Integer, Flag> at = decode("reads", address);
    when(
            take,
            () -> {
              reading.set(true);
              status.set(response(at, false));
              word.set(select(at));
              for (int i = 0; i < counters.size(); i++) {
                Bits upper = counters.get(i).slice(63, 32);
                when(at.get(0x30 + 8 * i), () -> high.set(upper));
              }
            })
        .elseWhen(() -> reading.and(ready), () -> reading.set(false));
    unused(address.low(2));
  }

  /** For every register whether it is the one at an address. */
  private static Map<Integer, Flag> decode(String verb, Bits address) {
    Map<Integer, Flag> flags = new LinkedHashMap<>();
    for (Register register : MAP) {
      Flag here = address.slice(ADDRESS_BITS - 1, 2).is(register.address() >> 2);
      String name = verb + "_" + register.name().toLowerCase(Locale.ROOT);
      flags.put(register.address(), here.named(name));
    }
    return flags;
  }

  private Bits select(Map<Integer, Flag> at) {
    Bits result = constant(0);
    for (Map.Entry<Integer, Bits> entry : values.entrySet()) {
      result = result.or(entry.getValue().onlyIf(at.get(entry.getKey())));
    }
    return result;
  }

  private static Bits response(Map<Integer, Flag> at, boolean write) {
    Flag exists = Flag.constant(false);
    Flag allowed = Flag.constant(false);
    for (Register register : MAP) {
      Flag here = at.get(register.address());
      exists = exists.or(here);
      allowed = register.writable() || !write ? allowed.or(here) : allowed;
    }
    Bits refusal =
        write
            ? mux(exists, bits(2).constant(SLVERR), bits(2).constant(DECERR))
            : bits(2).constant(DECERR);
    return mux(allowed.named(write ? "writable" : "readable"), bits(2).constant(OKAY), refusal);
  }

  private static Bits merge(Bits old, Bits data, Bits strobe) {
    List<Bits> bytes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      bytes.add(mux(strobe.bit(i), data.slice(8 * i + 7, 8 * i), old.slice(8 * i + 7, 8 * i)));
    }
    return pack(bytes);
  }
}
