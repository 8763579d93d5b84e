import pytest

from presslens.speech import find_sources


@pytest.mark.parametrize(
    ("text", "cue", "credit", "actor_id"),
    [
        ("Acordul e gata, arată AFP.", "arată", "arată AFP", "afp"),
        ("Acordul e gata, potrivit Reuters.", "potrivit", "potrivit Reuters", "reuters"),
        ("Potrivit Reuters, acordul e gata.", "Potrivit", "Potrivit Reuters", "reuters"),
        ("Acordul e gata, transmite agenția de presă AFP.", "transmite",
         "transmite agenția de presă AFP", "afp"),
        ("Ana Pop, citată de Agerpres, a plecat.", "citată de", "citată de Agerpres", "agerpres"),
        ("Reuters scrie că acordul e gata.", "scrie", "Reuters scrie", "reuters"),
        ("AFP, care a citit acordul, relatează pe larg.", "relatează",
         "AFP, care a citit acordul, relatează", "afp"),
    ],
)  # fmt: skip
def test_sources_romanian(read_text, text, cue, credit, actor_id):
    (source,) = find_sources(*read_text(text))
    assert (source.cue, text[source.start : source.end], source.actor_id) == (cue, credit, actor_id)
    assert text[source.scope_start : source.scope_end] == text


def test_sources_behind_the_place_of_an_agency_are_not_its_name(read_text):
    assert (
        find_sources(*read_text("Acordul e gata, transmite agenția din capitala Sudaniei.")) == []
    )


@pytest.mark.parametrize(
    "text", ["The deal is done, Reuters reported.", "The deal is done, according to Reuters."]
)
def test_sources_english(read_text, text):
    assert [s.actor_id for s in find_sources(*read_text(text, "en"))] == ["reuters"]


@pytest.mark.parametrize(
    "text",
    ["Sediul Reuters a fost atacat.", "Ana Pop a scris despre AFP.", "Ana Pop lucrează la AFP."],
)
def test_sources_leave_out_media_that_are_not_credited(read_text, text):
    assert find_sources(*read_text(text)) == []


@pytest.mark.parametrize("phrase", ["Conform sursei", "Potrivit aceleiaşi surse"])
def test_sources_same_source_is_the_one_named_last(read_text, phrase):
    text = f"Acordul e gata, scrie Reuters. Altul nu, arată AFP. {phrase}, va dura."
    assert [s.actor_id for s in find_sources(*read_text(text))] == ["reuters", "afp", "afp"]


def test_sources_same_source_without_one_before_is_left_out(read_text):
    text = "Conform sursei citate, va dura."
    assert find_sources(*read_text(text)) == []


def test_sources_two_names_share_a_cue(read_text):
    text = "Acordul e gata, transmit AFP și Reuters."
    found = find_sources(*read_text(text))
    assert [(s.actor_id, s.cue) for s in found] == [("afp", "transmit"), ("reuters", "transmit")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Focul s-a extins, scrie AFP. „Nu știm.”, potrivit sursei citate.",
         [("scrie", "AFP", "afp"), ("potrivit", "sursei", "afp")]),
        ("Trenul a frânat, a relatat agenția germană de știri Zid.",
         [("a relatat", "Zid", None)]),
        ("Ana Pop, într-o intervenție la AFP, a spus că pleacă.",
         [("intervenție la", "AFP", "afp")]),
        ("Ana Pop declara pentru publicația locală Bihon că podul e închis.",
         [("declara pentru", "Bihon", None)]),
        ("Ana Pop a dezvăluit pentru presa din Sudania că podul e închis.",
         [("dezvăluit pentru", "presa din Sudania", None)]),
        ("Podul e închis, scrie Time.", [("scrie", "Time", None)]),
        ("Potrivit unor surse citate de presa locală, podul e închis.",
         [("Potrivit", "unor surse", None), ("citate de", "presa locală", None)]),
        ("Sursa: AFP, Reuters", [("Sursa:", "AFP", "afp"), ("Sursa:", "Reuters", "reuters")]),
        ("„Nu e corect”, a declarat șefa guvernului de la Cetatea pentru postul sudanez Zid.",
         [("declarat șefa guvernului de la Cetatea pentru", "Zid", None)]),
        ("Ana Pop a confirmat pentru AFP că vine.", [("confirmat pentru", "AFP", "afp")]),
        # No sources: an event, a firm's own site, somebody's post.
        ("Ana Pop a spus la o conferință de presă că pleacă.", []),
        ("Podul e închis, scrie Ana Pop pe rețele.", []),
        ("Podul e închis, scrie Partidul Verde pe rețele.", []),
    ],
)  # fmt: skip
def test_sources_of_many_wordings(read_text, text, expected):
    found = find_sources(*read_text(text))
    assert [(s.cue, s.text, s.actor_id) for s in found] == expected


def test_a_site_of_its_own_makes_no_medium_of_a_body(read_text):
    text = "Datele de pe site-ul Partidul Verde sunt vechi. Partidul Verde a anunțat că vine."
    assert find_sources(*read_text(text)) == []
