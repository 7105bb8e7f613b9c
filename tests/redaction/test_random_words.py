"""Which words count as random."""

from __future__ import annotations

import random
import string

import pytest

from telemetry_cli.redaction.random_words import without_random_words


def left(text: str) -> str:
    return without_random_words(text, "#")


@pytest.mark.parametrize(
    "name",
    [
        *("CMakeFindPackageMode", "CheckCXXSourceCompiles", "libqt5webenginewidgets5"),
        *("AbstractSingletonProxyFactoryBean", "internationalization", "_ZNSt6vectorIiSaIiEE9push"),
        *("linux-headers-6.8.12-4-pve", "x86_64-unknown-linux-gnu", "gstreamer-plugins-bad"),
        *("CMAKE_EXPORT_COMPILE_COMMANDS", "/usr/lib/x86_64-linux-gnu/perl5/auto/DBI", "0" * 40),
        *("index.crates.io-6f17d22bba15001f/serde", "python3-django-rest-framework-simplejwt"),
    ],
)
def test_names_written_by_people_are_kept(name: str) -> None:
    assert left(name) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("d41d8cd98f00b204e9800998ecf8427e", "#"),
        ("MACHINE_ID=4f1c2b3a4d5e6f708192a3b4c5d6e7f8", "MACHINE_ID=#"),
        (
            "/usr/lib/modules/packages/4f1c2b3a4d5e6f708192a3b4/file",
            "/usr/lib/modules/packages/#/file",
        ),
        ("Zm9vYmFy/mF6cXV4+Zm9vYmFyYmF6cXV4==", "#"),
        ("qzxkvjwqpzhgfkdlsnvb", "#"),
        ("314159265358979323846264338", "#"),
    ],
)
def test_random_words_are_replaced_and_names_beside_them_kept(text: str, expected: str) -> None:
    assert left(text) == expected


@pytest.mark.parametrize(
    "alphabet",
    [
        *(string.ascii_letters + string.digits + more for more in ("", "+/", "-_")),
        *(string.hexdigits[:16], string.ascii_lowercase + string.digits, string.ascii_letters),
        string.ascii_uppercase + "234567",
    ],
)
@pytest.mark.parametrize("place", ["{}", "GET /api/{}/x", "a={}", "'{}'"])
def test_at_most_3_in_1000_random_words_are_kept(alphabet: str, place: str) -> None:
    generator = random.Random(alphabet)  # the same words in every run
    words = ["".join(generator.choices(alphabet, k=24 + number % 40)) for number in range(1000)]
    assert sum(word in left(place.format(word)) for word in words) <= 3
