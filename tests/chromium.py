"""The arguments of Debian's Chromium: without a sandbox, without a screen, without connections of its own."""

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
