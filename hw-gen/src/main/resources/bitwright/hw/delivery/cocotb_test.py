"""Sends the frames of s_axis.hex through @ip@ and compares every beat with m_axis.hex."""

import random
from pathlib import Path

import cocotb
from cocotb.triggers import FallingEdge, RisingEdge, Timer

HERE = Path(__file__).resolve().parent
S_BEATS = @s_beats@
M_BEATS = @m_beats@
INTERVAL = @interval@
LATENCY = @latency@


def beats(name):
    """The beats of a vector file, one hexadecimal number a line."""
    return [int(line, 16) for line in (HERE / name).read_text().split()]


async def clock(signal):
    """10 ns a cycle."""
    while True:
        signal.value = 0
        await Timer(5, "ns")
        signal.value = 1
        await Timer(5, "ns")


async def send(dut, words, pause):
    """Offers every beat until it is taken; pauses at random in between."""
    for index, word in enumerate(words):
        while pause():
            await FallingEdge(dut.@clock@)
        dut.s_axis_tdata.value = word
        dut.s_axis_tlast.value = int(index % S_BEATS == S_BEATS - 1)
        dut.s_axis_tvalid.value = 1
        await RisingEdge(dut.@clock@)
        while not int(dut.s_axis_tready.value):
            await RisingEdge(dut.@clock@)
        await FallingEdge(dut.@clock@)
        dut.s_axis_tvalid.value = 0


async def receive(dut, expected, pause):
    """Takes as many beats as are expected; each must be right, and must not change while it waits."""
    quiet = 0
    waiting = None
    index = 0
    while index < len(expected):
        dut.m_axis_tready.value = int(not pause())
        await RisingEdge(dut.@clock@)
        valid = int(dut.m_axis_tvalid.value)
        if waiting is not None:
            assert valid, "beat %d was withdrawn" % index
            assert int(dut.m_axis_tdata.value) == waiting, "beat %d changed while it waited" % index
        waiting = None
        quiet += 1
        if valid:
            data = int(dut.m_axis_tdata.value)
            if int(dut.m_axis_tready.value):
                where = "frame %d beat %d" % divmod(index, M_BEATS)
                assert data == expected[index], "%s: %x, expected %x" % (where, data, expected[index])
                last = index % M_BEATS == M_BEATS - 1
                assert int(dut.m_axis_tlast.value) == int(last), "%s: tlast" % where
                index += 1
                quiet = 0
            else:
                waiting = data
        assert quiet < 2000 + 4 * (LATENCY + INTERVAL), "nothing moves"
        await FallingEdge(dut.@clock@)
    dut.m_axis_tready.value = 1
    for _ in range(100):
        await RisingEdge(dut.@clock@)
        assert not int(dut.m_axis_tvalid.value), "a beat too many"


async def run(dut, stall, seed):
    """One pass over all frames; each side pauses in stall per cent of the cycles."""
    dut.@reset@.value = 0
    dut.s_axis_tvalid.value = 0
    dut.s_axis_tdata.value = 0
    dut.s_axis_tlast.value = 0
    dut.m_axis_tready.value = 0
@quiet@    cocotb.start_soon(clock(dut.@clock@))
    for _ in range(20):
        await FallingEdge(dut.@clock@)
    assert not int(dut.m_axis_tvalid.value), "valid in reset"
    dut.@reset@.value = 1
    await FallingEdge(dut.@clock@)
    source = random.Random(seed)
    sink = random.Random(seed + 1)
    cocotb.start_soon(send(dut, beats("s_axis.hex"), lambda: source.randrange(100) < stall))
    await receive(dut, beats("m_axis.hex"), lambda: sink.randrange(100) < stall)


@cocotb.test()
async def without_stalls(dut):
    await run(dut, 0, 1)


@cocotb.test()
async def with_stalls(dut):
    await run(dut, 50, 1)
