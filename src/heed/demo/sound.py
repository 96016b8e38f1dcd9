"""A voice message for the demo: a few seconds of tones with the rhythm of speech, made with nothing but the stdlib."""

import io
import math
import struct
import wave
from random import Random

RATE = 8000
"""Samples a second, as a telephone has them."""
LOUD = 9000
"""The largest sample, of 32767."""


def recording(chance: Random, seconds: float = 4) -> bytes:
    """A WAV file of one channel with 16 bits a sample."""
    samples: list[int] = []
    while len(samples) < seconds * RATE:
        pitch, length = chance.uniform(110, 190), chance.uniform(0.08, 0.22)
        samples += _syllable(pitch, round(length * RATE))
        samples += [0] * round(chance.uniform(0.02, 0.12) * RATE)
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


def _syllable(pitch: float, length: int) -> list[int]:
    """A tone with two overtones that swells and fades."""
    found = []
    for n in range(length):
        at, swell = n / RATE, math.sin(math.pi * n / length)
        tone = sum(math.sin(2 * math.pi * pitch * over * at) / over for over in (1, 2, 3))
        found.append(round(LOUD * swell * tone / 2))
    return found
