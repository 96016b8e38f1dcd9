"""How Debian's Chromium is started: without a sandbox, a screen, or a word to the outside."""

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
