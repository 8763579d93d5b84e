"""The pages in a real browser: it complains of nothing and asks for nothing."""

import json
import re
import shutil
import subprocess

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not on the PATH"),
]


@pytest.fixture
def opened(tmp_path):
    """``opened(path)``: what the console says, what the page asks for, and the page as it is."""

    def open_page(path):
        log = tmp_path / "net.json"
        command = [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--enable-logging=stderr", "--v=0", f"--user-data-dir={tmp_path / 'profile'}",
            f"--log-net-log={log}", "--virtual-time-budget=3000", "--dump-dom", path.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=90)
        assert done.returncode == 0, done.stderr[-2000:]
        console = re.findall(r"CONSOLE[:(].*", done.stderr)
        return console, requests_of_the_page(json.loads(log.read_text())), done.stdout

    return open_page


def requests_of_the_page(log):
    """Addresses that the page asked for; the browser's own have another isolation key."""
    started = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    asked = [e["params"] for e in log["events"] if e["type"] == started and "params" in e]
    return [
        p["url"] for p in asked
        if "file:" in p.get("network_isolation_key", "") and not p["url"].startswith("data:")
    ]  # fmt: skip


def test_the_browser_tells_of_a_page_that_loads_and_fails(opened, tmp_path):
    page = tmp_path / "loading.html"
    page.write_text("<img src='http://127.0.0.1:9/x.png'><script>nothing()</script>")
    console, requests, _ = opened(page)
    assert any("nothing is not defined" in line for line in console)
    assert "http://127.0.0.1:9/x.png" in requests


@pytest.mark.parametrize("name", ["index", "briefing"])
def test_a_page_opens_without_a_complaint_or_a_request(opened, sample_report, name):
    console, requests, dom = opened(sample_report / f"{name}.html")
    assert console == []
    assert requests == []
    assert "</footer>" in dom
