"""Checks annotation files from outside: every quote is the article's text at its code-point offsets.

Python counts code points, Rust counts bytes: if both agree, the conversion is right.
    python3 offsets.py CORPUS
"""

import hashlib
import pathlib
import re
import sys

SPAN = re.compile(r'\(start: (\d+), end: (\d+), quote: "((?:[^"\\]|\\.)*)"\)')
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", '"': '"', "\\": "\\", "'": "'"}


def unescape(text: str) -> str:
    def one(match: re.Match) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        return ESCAPES[match[2]]

    return re.sub(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", one, text)


def check(file: pathlib.Path) -> int:
    content = file.read_text(encoding="utf-8")
    source = file.parent / unescape(re.search(r'file: "((?:[^"\\]|\\.)*)"', content)[1])
    raw = source.read_bytes()
    text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    assert f'sha256: "{hashlib.sha256(raw).hexdigest()}"' in content, f"{file}: sha256 of the bytes"
    assert f'text_sha256: "{hashlib.sha256(text.encode()).hexdigest()}"' in content, f"{file}: sha256 of the text"
    assert f"chars: {len(text)}," in content, f"{file}: length in code points"
    spans = SPAN.findall(content)
    for start, end, quote in spans:
        found = text[int(start) : int(end)]
        assert found == unescape(quote), f"{file}: {start}..{end} is {found!r}, not {quote!r}"
    return len(spans)


def main() -> None:
    files = sorted(pathlib.Path(sys.argv[1]).rglob("*.ron"))
    files = [file for file in files if "_glossator" not in file.parts]
    counts = [check(file) for file in files]
    assert files and sum(counts), "there was nothing to check"
    print(f"{sum(counts)} quotes in {len(files)} files stand at their code-point offsets")


main()
