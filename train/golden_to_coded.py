#!/usr/bin/env python3
"""Golden cases (test/golden/*.txt) as coded reports for train_judge: one JSON object a line on standard output.

usage: golden_to_coded.py FOLDER

Known failures too: what is coded is what the codebook asks for. Optional records and parties (`?`) are left out; a case that
says nothing of events is left out whole. Standard library only."""
import json
import re
import sys
from pathlib import Path

EVENT = re.compile(r"([A-Z]+) (actual|future|negated|hypothetical) (.*?) -> (.*?)(?: \[([^\]]*)\])?((?:; .*)?)$")


def parties(text):
    """'USA GOV バイデン, IGO NATO' as a list; `-` is empty."""
    return [] if text.strip() == "-" else [p.strip() for p in text.split(",") if not p.strip().endswith("?")]


def read(path):
    for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        head, _, tail = block.partition("\n---\n")
        lines = head.split("\n")
        date = next((l[6:].strip() for l in lines if l.startswith("date: ")), "")
        text = [l for l in lines[1:] if l and not l.startswith(("date: ", "xfail: "))]
        records = [l for l in tail.split("\n") if l.strip()]
        told = [l for l in records if not l.startswith("statement:")]
        if not text or not told or any(l.startswith("? ") for l in told):
            continue
        events = []
        for line in told:
            m = EVENT.match(line)
            if m:
                events.append({"s": 0, "event": m[1], "status": m[2], "actor": parties(m[3]), "recipient": parties(m[4]), "trigger": ""})
        yield {"doc": f"{path.stem}: {lines[0]}", "report_date": date, "sentences": ["\n".join(text)], "events": events}


def main(folder):
    for path in sorted(Path(folder).glob("*.txt")):
        for case in read(path):
            print(json.dumps(case, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
