"""Half of the generated calls name things that are there: made-up ids alone would only ever be told that there is nothing."""

import json
import os
import random

import schemathesis

KNOWN = json.loads(os.environ["AGON_FUZZ_KNOWN"])
CHANCE = random.Random(1)


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    for name, value in (path_parameters or {}).items():
        known = KNOWN.get(name)
        if name == "id" and "/models/" in context.operation.path:
            known = KNOWN["model"]
        if known and CHANCE.random() < 0.5:
            path_parameters[name] = CHANCE.choice(known)
    return path_parameters
