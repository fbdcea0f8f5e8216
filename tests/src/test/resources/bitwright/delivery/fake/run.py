"""Runs a delivered cocotb test against a device that gives the expected beats: run.py FOLDER MODULE CLOCK RESET FAULT.

The device checks what it is sent. A fault makes it err once: data, tlast, withdraw, change, surplus, silent, or none.
"""

import importlib
import sys

folder, module, clock, reset, fault = sys.argv[1:]
sys.path.insert(0, folder)
import cocotb  # noqa: E402

bench = importlib.import_module(module)
inputs = bench.beats("s_axis.hex")
outputs = bench.beats("m_axis.hex")


class Device:
    def __init__(self):
        for name in "tvalid tready tdata tlast".split():
            setattr(self, "s_axis_" + name, cocotb.Signal())
            setattr(self, "m_axis_" + name, cocotb.Signal())
        for name in "awvalid wvalid bready arvalid rready".split():
            setattr(self, "s_axi_" + name, cocotb.Signal())
        setattr(self, clock, cocotb.Signal())
        setattr(self, reset, cocotb.Signal())
        getattr(self, clock).after.append(self.edge)
        self.clear()

    def clear(self):
        self.taken = 0
        self.given = 0
        self.cycle = 0
        self.erred = False

    def edge(self):
        self.cycle += 1
        if not getattr(self, reset).value:
            self.clear()
            self.s_axis_tready.value = 0
            self.m_axis_tvalid.value = 0
            return
        if self.s_axis_tvalid.value and self.s_axis_tready.value:
            assert self.s_axis_tdata.value == inputs[self.taken], "wrong input beat"
            assert self.s_axis_tlast.value == int((self.taken + 1) % bench.S_BEATS == 0), "wrong input tlast"
            self.taken += 1
        passed = self.m_axis_tvalid.value and self.m_axis_tready.value
        if passed:
            self.given += 1
        stuck = self.m_axis_tvalid.value and not passed
        self.s_axis_tready.value = int(self.cycle % 3 != 0)
        ready = self.taken // bench.S_BEATS * bench.M_BEATS + (fault == "surplus" and self.given == len(outputs))
        self.m_axis_tvalid.value = int(self.given < ready and fault != "silent")
        last = self.given % bench.M_BEATS == bench.M_BEATS - 1
        self.m_axis_tlast.value = int(last != (fault == "tlast" and self.given == 3))
        data = outputs[min(self.given, len(outputs) - 1)]
        self.m_axis_tdata.value = data ^ (fault == "data" and self.given == 3)
        if stuck and fault == "withdraw":
            self.m_axis_tvalid.value = 0
        if stuck and fault == "change":
            self.m_axis_tdata.value = data ^ 1


for test in cocotb._tests:
    device = Device()
    cocotb.run(test, device)
    assert device.given == len(outputs) and device.taken == len(inputs), "beats are missing"
    print("PASS", test.__name__, device.given)
