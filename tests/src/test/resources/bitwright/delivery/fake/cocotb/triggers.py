from . import Trigger, at


class Timer(Trigger):
    def __init__(self, time, unit):
        assert unit == "ns"
        self.time = time

    def arm(self, task):
        at(self.time, task)


class RisingEdge(Trigger):
    def __init__(self, signal):
        self.signal = signal

    def arm(self, task):
        self.signal.rising.append(task)


class FallingEdge(RisingEdge):
    def arm(self, task):
        self.signal.falling.append(task)
