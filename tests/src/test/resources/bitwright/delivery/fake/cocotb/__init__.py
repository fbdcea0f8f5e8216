"""A stand-in for cocotb: enough of its scheduler for a test of two streams, and a device that knows the answers."""

import heapq
import itertools

_tests = []
_queue = []
_order = itertools.count()
_now = 0


class Signal:
    """A value that tasks can read, set, and wait on."""

    def __init__(self, value=0):
        self._value = value
        self.rising = []
        self.falling = []
        self.after = []

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        old, self._value = self._value, new
        if old == 0 and new == 1:
            waiting, self.rising = self.rising, []
            for task in waiting:
                _step(task)
            for device in self.after:
                device()
        elif old == 1 and new == 0:
            waiting, self.falling = self.falling, []
            for task in waiting:
                _step(task)


class Trigger:
    def __await__(self):
        yield self


def _step(task):
    try:
        trigger = task.send(None)
    except StopIteration:
        return
    trigger.arm(task)


def at(time, task):
    heapq.heappush(_queue, (_now + time, next(_order), task))


def start_soon(coroutine):
    at(0, coroutine)
    return coroutine


def test():
    def register(function):
        _tests.append(function)
        return function

    return register


def run(function, dut):
    """Runs a test to its end; what it raises is passed on."""
    global _now
    _queue.clear()
    done = []

    async def whole():
        await function(dut)
        done.append(True)

    start_soon(whole())
    while not done:
        if not _queue:
            raise AssertionError("everything waits")
        _now, _, task = heapq.heappop(_queue)
        _step(task)
