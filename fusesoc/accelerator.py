#!/usr/bin/env python3
"""FuseSoC generator: calls "bitwright generate" and names the resulting core as FuseSoC asks.

FuseSoC calls it with a YAML file and picks up every core file below the current folder. BITWRIGHT may name the command.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

VALUES = ("pe", "simd", "cycles", "device", "fps", "ports", "frames", "seed")
FILES = ("model", "fold")
SWITCHES = ("axi_lite",)


def located(name, files_root):
    """A file of the core that asks, as an absolute path; anything else as it is."""
    path = Path(files_root, name)
    return str(path.resolve()) if path.exists() else name


def command(parameters, files_root):
    """The command line of the parameters."""
    unknown = sorted(set(parameters) - set(VALUES + FILES + SWITCHES))
    if unknown:
        allowed = ", ".join(FILES + VALUES + SWITCHES)
        sys.exit("accelerator: unknown parameter '%s'; use %s" % (unknown[0], allowed))
    if "model" not in parameters:
        sys.exit("accelerator: the parameter 'model' is missing; name an ONNX file or a bundled network")
    home = Path(__file__).resolve().parent.parent
    words = [os.environ.get("BITWRIGHT", str(home / "bitwright")), "generate"]
    words += [located(str(parameters["model"]), files_root), "--out", "package"]
    if "fold" in parameters:
        words += ["--fold", located(str(parameters["fold"]), files_root)]
    for name in VALUES:
        if name in parameters:
            words += ["--" + name, str(parameters[name])]
    for name in SWITCHES:
        if parameters.get(name):
            words.append("--" + name.replace("_", "-"))
    return words


def main():
    with open(sys.argv[1]) as file:
        config = yaml.safe_load(file)
    words = command(config.get("parameters") or {}, config.get("files_root") or ".")
    status = subprocess.call(words)
    if status:
        sys.exit(status)
    (core,) = Path("package").glob("*.core")
    text = core.read_text()
    if config.get("vlnv"):
        text = re.sub(r"(?m)^name: .*$", lambda _: 'name: "%s"' % config["vlnv"], text, count=1)
        core.write_text(text)


if __name__ == "__main__":
    main()
