"""The user's own article, counted by hand; it lies beside the checkout and not in it."""

import datetime as dt
import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("PRESSLENS_SHARED") or Path(__file__).parents[2] / "shared")
SEED = SHARED / "seed"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SEED.is_dir(), reason=f"{SEED} is not there; PRESSLENS_SHARED names the folder"
    ),
]

NAMED = {
    "steve-witkoff": 4, "rusia": 4, "statele-unite": 4, "vladimir-putin": 3, "ucraina": 3,
    "volodimir-zelenski": 2, "donald-trump": 2, "iuri-usakov": 2, "afp": 1, "bloomberg": 1,
}  # fmt: skip
STANDING_FOR = [
    ("Kremlinul", "rusia"),
    ("Washingtonului", "statele-unite"),
    ("Moscova", "rusia"),
    ("Kremlin", "rusia"),
]
OFFICES = [
    ("emisarul special al Statelor Unite", "steve-witkoff"),
    ("consilierul diplomatic al lui Vladimir Putin", "iuri-usakov"),
    ("şeful statului american", "donald-trump"),
    ("Liderul de la Kiev", "volodimir-zelenski"),
    ("Trimisul special american", "steve-witkoff"),
]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    from presslens.run import annotate

    return annotate(SEED, out=tmp_path_factory.mktemp("seed") / "run", registry=[])


def of_kind(run, *links):
    found = run.mentions[run.mentions["link"].isin(links)]
    return list(zip(found["text"], found["actor_id"], strict=True))


def test_actors_are_counted_by_name_alias_and_form(run):
    mentions = run.mentions[run.mentions["link"].isin(["name", "alias", "form"])]
    assert mentions["actor_id"].value_counts().to_dict() == NAMED


def test_america_and_both_spellings_lead_to_their_actors(run):
    found = dict(of_kind(run, "name", "alias", "form"))
    assert found["America"] == "statele-unite"
    surnames = {(text.split()[-1], actor) for text, actor in found.items()}
    assert {name for name, actor in surnames if actor == "steve-witkoff"} == {"WitKoff", "Witkoff"}
    assert {name for name, actor in surnames if actor == "iuri-usakov"} == {"Uşakov", "Ușakov"}


def test_metonyms_lead_to_their_states(run):
    assert of_kind(run, "metonym") == STANDING_FOR


def test_moscova_is_once_a_place_and_gaza_is_one(run):
    places = run.mentions[run.mentions["link"] == "place"]["text"].tolist()
    assert places == ["Moscova", "Gaza"]


def test_offices_lead_to_who_holds_them(run):
    assert of_kind(run, "office") == OFFICES


def test_adjectives_are_kept_apart(run):
    actors = {actor for _, actor in of_kind(run, "adjective")}
    assert actors == {"statele-unite", "ucraina", "rusia"}


def test_the_day_of_publication_is_that_of_the_first_line(run):
    (article,) = run.articles.to_dict("records")
    assert article["published"].date() == dt.date(2025, 11, 26)
    assert article["published_from"] == "header"
    assert article["language"] == "ro"
    assert not article["text"].startswith("date")


def test_relative_dates_are_resolved_from_the_day_of_publication(run):
    found = {
        (row.value, row.earliest.date(), row.latest.date(), row.direction)
        for row in run.events.itertuples()
    }
    assert found == {
        ("2025-W49", dt.date(2025, 12, 1), dt.date(2025, 12, 7), "future"),
        ("2025-10", dt.date(2025, 10, 1), dt.date(2025, 10, 31), "past"),
    }
    assert (run.events["value"] == "2025-W49").sum() == 2


def test_agencies_are_credited(run):
    credited = run.sources["actor_id"].value_counts().to_dict()
    assert credited == {"afp": 2, "bloomberg": 1}


def test_two_spellings_of_a_name_are_to_be_checked(run):
    messages = run.checks.set_index("code")["message"]
    assert "WitKoff" in messages["name-two-spellings"]


@pytest.mark.parametrize("language", ["ro", "en"])
def test_findings_claim_no_more_than_one_article_gives(run, language):
    from presslens.reporting import findings

    said = findings(run, language=language).sentences
    size = {"ro": "1 articol, 26 nov. 2025.", "en": "1 article, 26 Nov 2025."}
    assert said[0] == size[language]
    assert any(s.startswith(("Dintr-un singur articol", "From one article")) for s in said)
    assert not any("între −" in s or "between −" in s for s in said)


RUSSIA, USAKOV, ZELENSKI = "rusia", "iuri-usakov", "volodimir-zelenski"
QUOTES = [
    (
        "indirect",
        RUSSIA,
        "a confirmat",
        "emisarul special al Statelor Unite",
        "războiului din Ucraina",
    ),
    ("direct", USAKOV, "a anunţat", "„S-a ajuns la un acord", "de săptămâna viitoare”"),
    ("indirect", USAKOV, "a declarat", "Steve Witkoff va fi", "mai mulți oficiali americani"),
    ("mixed", ZELENSKI, "a declarat", "„principiile” unui plan", "deciziile Statelor Unite"),
    ("direct", "donald-trump", "a spus", "„Contez pe o cooperare", "”"),
    ("mixed", ZELENSKI, "a adăugat", "este „extrem de cinic”", "Rusiei să continue"),
    ("indirect", ZELENSKI, "a subliniat", "aceste acțiuni au loc", ""),
    ("indirect", ZELENSKI, "a atras atenția", "deși se poartă discuții", ""),
    ("indirect", "bloomberg", "Potrivit", "Witkoff a oferit", ""),
]


@pytest.mark.parametrize(("row", "expected"), list(enumerate(QUOTES)), ids=lambda v: str(v)[:12])
def test_quotes_are_those_of_the_briefing(run, row, expected):
    kind, speaker, cue, begins, ends = expected
    quote = run.quotes.iloc[row]
    words = run.articles["text"].iloc[0][quote["start"] : quote["end"]]
    assert (quote["kind"], quote["speaker_id"], quote["cue"]) == (kind, speaker, cue)
    assert words.startswith(begins)
    assert ends in words[-60:]


def test_there_are_no_more_quotes(run):
    assert len(run.quotes) == len(QUOTES)


def test_the_source_named_last_is_meant(run):
    (row,) = run.sources[run.sources["text"] == "sursei"].to_dict("records")
    assert (row["actor_id"], row["cue"]) == ("afp", "Conform")


def test_checks_are_those_of_the_briefing(run):
    assert run.checks["code"].tolist() == [
        "name-two-spellings", "mixed-letters", "letters-two-spellings", "speaker-in-third-person",
    ]  # fmt: skip
    message = run.checks.set_index("code")["message"]["speaker-in-third-person"]
    assert "înainte și după el vorbește Volodimir Zelenski" in message


def test_three_voices_are_told_apart(run):
    assert set(run.sentiments["voice"]) == {"outlet", "speaker", "wire"}
