"""Serves the velocity of a flow model to flowdemo: flowdemo compare --model 'python3 mine.py'. Needs NumPy only."""
import json
import os
import struct
import sys

import numpy as np

HEADER = struct.Struct("<4siqdqd")  # magic, kind, number, t, count, rate of t along a product's direction


def serve(velocity, dimension, dtype="float32", convention="flow", jvp=None):
    """Answers requests until the input ends.

    velocity(x, t) takes an array of count x dimension and a float t, and returns an array of the same shape. With convention
    "flow", t = 0 is noise and the answer is dx/dt; with "sigma", t = 1 is noise and the answer is noise - data, as in diffusers.
    jvp(x, t, v, dt), if given, returns the derivative of the velocity along v, and along t times dt.
    """
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # print() goes to stderr from here on
    source = os.fdopen(sys.stdin.fileno(), "rb", buffering=0)
    kind_of = np.dtype(dtype).newbyteorder("<")

    def read(view):
        while view:
            got = source.readinto(view)
            if not got:
                sys.exit(0)
            view = view[got:]

    def write(view):
        while view:
            view = view[pipe.write(view):]

    hello = {"flowdemo-field": 1, "dimension": dimension, "dtype": dtype, "convention": convention, "jvp": jvp is not None}
    write(memoryview(json.dumps(hello).encode() + b"\n"))
    head, body = bytearray(HEADER.size), {}
    while True:
        read(memoryview(head))
        _, kind, number, t, count, rate = HEADER.unpack(head)
        shape = (1 + kind, count, dimension)
        if shape not in body:
            body = {shape: np.empty(shape, kind_of)}
        read(memoryview(body[shape]).cast("B"))
        x = body[shape]
        answer = np.asarray(velocity(x[0], t) if kind == 0 else jvp(x[0], t, x[1], rate))
        if answer.shape != x[0].shape:
            sys.exit(f"The velocity has the shape {answer.shape}; it must be that of x, {x[0].shape}.")
        write(memoryview(HEADER.pack(b"FDAN", kind, number, t, count, rate)))
        write(memoryview(np.ascontiguousarray(answer, kind_of)).cast("B"))
