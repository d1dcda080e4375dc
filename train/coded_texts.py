#!/usr/bin/env python3
"""The reports coded by hand in train/coded, as train_judge and ../shared/score.py read them: one JSON object a line.

usage: coded_texts.py CODED CORPORA

CODED is train/coded. Its own.jsonl holds texts of ours whole; wikinews.jsonl holds codings only, as places (in characters) in
CORPORA/wikinews.tsv: a row's headline, a line end, its article. Rows that are missing or have changed are told on standard
error and left out. Standard library only."""
import hashlib
import json
import sys
from pathlib import Path


def span(text, place):
    return text[place[0] : place[0] + place[1]]


def expand(report, rows):
    """A Wikinews coding with its sentences and words; None if the row is not there or not the same."""
    if report["row"] >= len(rows):
        return None
    text = rows[report["row"]].replace("\t", "\n", 1)
    if hashlib.sha256(text.encode()).hexdigest()[:16] != report["check"]:
        return None
    sentences = [text[a:b] for a, b in report["sentences"]]
    out = {"doc": report["doc"], "report_date": report["report_date"], "sentences": sentences}
    out["events"] = [dict(e, trigger=span(sentences[e["s"]], e["trigger"])) for e in report["events"]]
    out["statements"] = [
        dict(s, quote=span(sentences[s["s"]], s["quote"]), cue=span(sentences[s["s"]], s["cue"]) if "cue" in s else "")
        for s in report["statements"]
    ]
    return out


def main(coded, corpora):
    own = Path(coded) / "own.jsonl"
    sys.stdout.write(own.read_text(encoding="utf-8"))
    news = Path(corpora) / "wikinews.tsv"
    rows = news.read_text(encoding="utf-8").split("\n") if news.exists() else []
    lost = 0
    for line in (Path(coded) / "wikinews.jsonl").read_text(encoding="utf-8").splitlines():
        report = expand(json.loads(line), rows)
        if report:
            print(json.dumps(report, ensure_ascii=False))
        else:
            lost += 1
    if lost:
        print(f"coded_texts.py: {lost} codings without their text in {news}", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
