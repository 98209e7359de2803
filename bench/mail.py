"""Mails a second, ours beside mailbox and email of the standard library, on the same made-up mailbox in the same run.

    python bench/mail.py [--mails 100000]

Both turn an mbox into the same contacts: id, address, name, moment, way and weight. Ours also learns people and
threads. The peak of memory is that of a process that only reads. engines.md §9 asks for five times the speed on equal
output, in no more than 128 MB.
"""

import argparse
import email.header
import email.utils
import mailbox
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backcast.formats.reader import read
from backcast.formats.records import InteractionRecord, OwnerHint

ME = "mia.me@example.org"
START = datetime(2016, 1, 4, 8, tzinfo=UTC)
CARRIED = """X-GM-THRID: {n}
X-Gmail-Labels: {labels}
Delivered-To: mia.me@example.org
Received: by 2002:a05:6a10:{n} with SMTP id v{n}csp{n};
        {date}
X-Received: by 2002:a17:906:{n} with SMTP id mt{n}ejc.{m};
        {date}
ARC-Seal: i=1; a=rsa-sha256; t={n}; cv=none;
        d=example.net; s=arc;
        b={n:064d}
         {n:064d}
         {n:064d}
ARC-Authentication-Results: i=1; mx.example.net;
       dkim=pass header.i=@example.net header.s=one header.b={n:08d};
       spf=pass (example.net: domain of bounce-{n}@example.net designates 192.0.2.{m} as permitted sender)
       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=example.net
Return-Path: <bounce-{n}@example.net>
Received: from mx{m}.example.net (mx{m}.example.net [192.0.2.{m}])
        by mail.example.org (Postfix) with ESMTPS id 4F{n:08X}
        for <mia.me@example.org>; {date}
Received-SPF: pass (example.net: domain of bounce-{n}@example.net designates 192.0.2.{m} as permitted sender)
Authentication-Results: mail.example.org; dkim=pass header.d=example.net
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.net; s=one;
        h=to:subject:message-id:date:from:mime-version:from:to:cc:subject
         :date:message-id:reply-to; bh={n:044d}=;
        b={n:064d}
         {n:064d}
         {n:064d}
X-Spam-Status: No, score=-1.9 required=5.0
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="part-{n}"
"""
LINE = "A line of words which says nothing that anybody would want to keep for long.\n"
BODY = (
    "--part-{n}\nContent-Type: text/plain; charset=utf-8\n\n" + LINE * 15 + "\n--part-{n}\n"
    "Content-Type: text/html; charset=utf-8\n\n<div>" + LINE * 25 + "</div>\n--part-{n}--\n"
)

Row = tuple[str, str, str, str, str, float]


def person(n: int) -> str:
    """Four spellings of names, of 3,000 people."""
    n %= 3_000
    address = f"given{n}.family{n}@example.com"
    return (
        f"Given{n} Family{n} <{address}>",
        f'"Given{n} Family{n}" <{address}>',
        f"=?utf-8?q?G=C3=ADven{n}_F=C3=A4mily{n}?= <{address}>",
        address,
    )[n % 4]


def mail(n: int) -> str:
    at = START + timedelta(minutes=47 * n)
    date = email.utils.format_datetime(at)
    fields = [f"Message-ID: <{n}.{n * 7919}@mail.example.net>", f"Date: {date}", f"Subject: About number {n}"]
    kind = n % 10
    if kind < 5:
        fields += [f"From: {person(n)}", f"To: Mia Me <{ME}>"]
    elif kind == 5:
        fields += [f"From: Mia Me <{ME}>", f"To: {person(n)}"]
    elif kind == 6:
        fields += [f"From: Mia Me <{ME}>", f"To: {person(n)}, {person(n + 1)}", f"Cc: {person(n + 5)}"]
    elif kind == 7:
        fields += [f"From: {person(n)}", f"To: {ME}", "List-Id: <talk.example.net>", "Precedence: list"]
    elif kind == 8:
        fields += [f"From: News <letter{n % 50}@shop.example>", f"To: {ME}", "List-Unsubscribe: <https://shop.example>"]
    else:
        fields += [f"From: Machine <no-reply@shop{n % 50}.example>", f"To: {ME}"]
    labels = "Sent" if kind in (5, 6) else "Inbox,Important,Unread"
    head = CARRIED.format(m=n % 250, n=n, date=date, labels=labels) + "\n".join(fields)
    return f"From {n}@xxx {at:%a %b %d %H:%M:%S +0000 %Y}\n{head}\n\n{BODY.format(n=n)}\n"


def ours(path: Path) -> list[Row]:
    hint = OwnerHint(emails=(ME,))
    return [
        (one.key, one.email, one.way, one.at.isoformat() if one.at else "", one.kind, one.weight)
        for one in read([path], hint)
        if isinstance(one, InteractionRecord)
    ]


def theirs(path: Path) -> list[Row]:
    rows: list[Row] = []
    for message in mailbox.mbox(path, create=False):
        if message["List-Id"] or message["List-Unsubscribe"]:
            continue
        ((_, sender),) = named(message.get_all("From", []))
        if sender.startswith("no-reply@"):
            continue
        others = named(message.get_all("To", []) + message.get_all("Cc", []))
        at = email.utils.parsedate_to_datetime(message["Date"]).astimezone(UTC).isoformat()
        key, mine = message["Message-ID"].strip("<>"), sender == ME
        for _, address in others if mine else [("", sender)]:
            rows.append((key, address, "out" if mine else "in", at, "mail", 1 / len(others)))
    return rows


def named(values: list[str]) -> list[tuple[str, str]]:
    return [
        (str(email.header.make_header(email.header.decode_header(name))), address.lower())
        for name, address in email.utils.getaddresses([str(value) for value in values])
    ]


MEASURED = """
import resource, sys
from pathlib import Path
from backcast.formats.reader import read
from backcast.formats.records import OwnerHint
count = sum(1 for _ in read([Path(sys.argv[1])], OwnerHint(emails=(sys.argv[2],))))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def peak(path: Path) -> int:
    """Megabytes a process takes that reads the mailbox and keeps nothing."""
    told = subprocess.run([sys.executable, "-c", MEASURED, str(path), ME], capture_output=True, text=True, check=True)
    return int(told.stdout)


def timed(read_all, *given) -> tuple[list[Row], float]:
    start = time.perf_counter()
    rows = read_all(*given)
    return rows, time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=100_000)
    count = parser.parse_args().mails
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "All mail.mbox"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(map(mail, range(count)))
        megabytes = path.stat().st_size / 2**20
        memory = peak(path)
        mine, seconds = timed(ours, path)
        other, slower = timed(theirs, path)
    print(f"{'reader':<16}{'mails':>9}{'contacts':>10}{'seconds':>9}{'mails/s':>9}{'MB/s':>7}{'times':>7}")
    print(
        f"{'backcast':<16}{count:>9,}{len(mine):>10,}{seconds:>9.2f}{count / seconds:>9,.0f}{megabytes / seconds:>7.0f}"
    )
    print(
        f"{'mailbox + email':<16}{count:>9,}{len(other):>10,}{slower:>9.2f}{count / slower:>9,.0f}"
        f"{megabytes / slower:>7.0f}{slower / seconds:>7.1f}"
    )
    print(f"peak {memory} MB for a mailbox of {megabytes:,.0f} MB; {'equal' if mine == other else 'OUTPUT DIFFERS'}")
    return int(mine != other or memory > 128)


if __name__ == "__main__":
    raise SystemExit(main())
