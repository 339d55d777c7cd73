"""Runs one program of the documents: `run.py stand-ins|installed PROGRAM`.

With `installed` the real `requests` and `lxml` are used where they exist; the stand-ins are the last
place Python looks. With `stand-ins` they are the first.
"""

import pathlib
import runpy
import sys

which, program = sys.argv[1:3]
stand_ins = str(pathlib.Path(__file__).parent.parent / "stand-ins")
if which == "installed":
    sys.path.append(stand_ins)
else:
    sys.path.insert(0, stand_ins)
runpy.run_path(program, run_name="__main__")
