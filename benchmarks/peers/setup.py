"""Make the environments of the peers, one each, beside this file: `python benchmarks/peers/setup.py [PEER ...]`."""

import argparse
import subprocess
import sys
from pathlib import Path

from comparing.peers import ENVIRONMENTS, HERE, folder_of, python_of


def main(arguments: list[str] | None = None) -> None:
    """Make every environment that was asked for, unless it is there and as pinned."""
    parser = argparse.ArgumentParser(prog="setup.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("environment", nargs="*", help=f"{', '.join(ENVIRONMENTS)} (default: all)")
    parser.add_argument("--python", default=sys.executable, help="interpreter to make them with; 3.11 is tried")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.environment) - set(ENVIRONMENTS):
        parser.error(f"no environment {', '.join(sorted(unknown))}; {', '.join(ENVIRONMENTS)}")
    for environment in asked.environment or ENVIRONMENTS:
        make(environment, asked.python)


def make(environment: str, interpreter: str) -> None:
    """Make one environment; a copy of its requirements in it says that it is complete."""
    wanted = HERE / f"requirements-{environment}.txt"
    stamp = folder_of(environment) / wanted.name
    if is_same(stamp, wanted):
        print(f"{environment}: is there")
        return
    print(f"{environment}: setting up in {folder_of(environment).name}", flush=True)
    subprocess.run([interpreter, "-m", "venv", "--clear", str(folder_of(environment))], check=True)
    pip = [str(python_of(environment)), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "-r", str(wanted)], check=True)
    subprocess.run([str(python_of(environment)), "-m", "pip", "check"], check=True)
    stamp.write_bytes(wanted.read_bytes())


def is_same(stamp: Path, wanted: Path) -> bool:
    """Whether an environment was made from these very requirements."""
    return stamp.exists() and stamp.read_bytes() == wanted.read_bytes()


if __name__ == "__main__":
    main()
