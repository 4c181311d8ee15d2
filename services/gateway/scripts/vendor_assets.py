"""Where do the stylesheets and scripts under static/vendor come from, and what was taken out of them?

    python services/gateway/scripts/vendor_assets.py

It needs `npm` for the download, once, on a developer's machine; nothing at build or run time does. The result is
committed. Taken out: the GDS Transport font (licensed for GOV.UK alone), the crown and crest, and every path to an
asset that we do not ship.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "src/gateway/static/vendor"
GOVUK = "govuk-frontend@6.3.0"
MOJ = "@ministryofjustice/frontend@11.1.0"
MOJ_PARTS = ("moj-timeline", "moj-sub-navigation", "moj-filter", "moj-badge")
LICENCE = """The MIT License (MIT)

Copyright (c) {holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def unpacked(package: str, folder: Path) -> Path:
    """The package's files, as its own registry hands them out."""
    out = subprocess.run(["npm", "pack", "--json", package], cwd=folder, check=True, capture_output=True, text=True)
    answer = json.loads(out.stdout)
    packed = answer[0] if isinstance(answer, list) else next(iter(answer.values()))
    target = folder / str(packed["name"]).replace("/", "-")
    with tarfile.open(folder / packed["filename"].replace("@", "").replace("/", "-")) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def rules_of(css: str) -> list[str]:
    """The top-level rules of a minified stylesheet, each with its closing brace."""
    rules, depth, start = [], 0, 0
    for place, letter in enumerate(css):
        depth += (letter == "{") - (letter == "}")
        if letter == "}" and depth == 0:
            rules.append(css[start : place + 1])
            start = place + 1
    return rules


def without_branding(css: str) -> str:
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace('"GDS Transport",', "").replace("GDS Transport,", "")
    css = re.sub(r"\.govuk-footer__copyright-logo(?:::before)?\{[^}]*\}", "", css)
    css = re.sub(r"[a-z-]+:[^;{}]*url\(/?assets/[^)]*\)[^;{}]*;?", "", css)
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)


def parts_of(css: str, names: tuple[str, ...]) -> str:
    """The rules of these components alone, with those inside media queries."""
    kept = []
    for rule in rules_of(css):
        if rule.startswith("@media"):
            head, body = rule.split("{", 1)
            inner = [r for r in rules_of(body[:-1]) if any(name in r.split("{")[0] for name in names)]
            if inner:
                kept.append(head + "{" + "".join(inner) + "}")
        elif any(name in rule.split("{")[0] for name in names):
            kept.append(rule)
    return "".join(kept)


def main() -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        govuk = unpacked(GOVUK, Path(folder)) / "dist/govuk"
        moj = unpacked(MOJ, Path(folder)) / "moj"
        css = without_branding((govuk / "govuk-frontend.min.css").read_text())
        script = re.sub(r"//# sourceMappingURL=.*", "", (govuk / "govuk-frontend.min.js").read_text())
        extra = without_branding(parts_of((moj / "moj-frontend.min.css").read_text(), MOJ_PARTS))
    for name, text in (
        ("govuk-frontend.min.css", f"/* {GOVUK}, without font and crest */{css}"),
        ("govuk-frontend.min.js", f"/* {GOVUK} */\n{script}"),
        ("moj-frontend.min.css", f"/* {MOJ}: {', '.join(MOJ_PARTS)} */{extra}"),
        ("LICENCE-govuk-frontend.txt", LICENCE.format(holder="2017 Crown Copyright (Government Digital Service)")),
        ("LICENCE-moj-frontend.txt", LICENCE.format(holder="2017 Crown Copyright (Ministry of Justice)")),
    ):
        for mark in ("GDS Transport", "/assets/", "crest"):
            if mark in text.split("*/", 1)[-1]:
                raise SystemExit(f"{name} still holds “{mark}”")
        (VENDOR / name).write_text(text)


if __name__ == "__main__":
    main()
