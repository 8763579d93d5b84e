"""Persons and organisations that the registry does not know: found in one article.

:func:`find_unknown` reads the names that the model found, groups them (full names first, then what
stands for them), and then reads the text for every place where one of these forms stands. The id
of such an actor is made from its name alone, so it does not depend on other articles; what these
know is added when the tables are put together (``merging.py``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from spacy.tokens import Doc, Token

from presslens.actors.bodies import index_acronyms, index_organisations
from presslens.actors.candidates import Candidate, candidates
from presslens.actors.form_index import ENOUGH, Form, Index, add_form, keys_of
from presslens.actors.matcher import Matcher, tokenize
from presslens.actors.name_keys import found_id
from presslens.actors.name_words import NameWords, name_words
from presslens.actors.nominative import without_suffix
from presslens.actors.people import Named, People, bare_forms, person_name
from presslens.actors.surroundings import Surroundings
from presslens.annotations import Link, Mention
from presslens.language.text import comparison_key
from presslens.language.tokens import columns

_PLACES: Final = frozenset({"GPE", "LOC", "NORP"})
_SCORES: Final[dict[str, float]] = {"name": 0.8, "form": 0.75, "alias": 0.7}
_SINGLE_SCORE: Final = 0.5
_OPEN_SCORE: Final = 0.4
_GAP: Final = 3
"""Characters between a given name in marks and the surname."""


def find_unknown(doc: Doc, known: Sequence[Mention], matcher: Matcher) -> list[Mention]:
    """The mentions of persons and organisations that the registry does not know.

    A known person whom the article names in full is mentioned by the given name, too.

    Args:
        doc: The article, parsed.
        known: The mentions of known actors; the new ones overlap none of them, but an organisation
            may hold a place or an origin (Universitatea din Arizona).
        matcher: The forms of the registry, in the language of the article.

    Returns:
        Mentions in the order of the text.
    """
    names = name_words(matcher.language)
    taken, placed = _taken(doc, known)
    here = Surroundings(doc, taken, placed, names, matcher.language)
    found = [c for c in candidates(here) if _keeps_clear(c, placed)]
    found = _without_places(_of_one_kind(found, doc), doc)
    index: Index = defaultdict(list)
    people = _people(found, doc, known, matcher, names)
    for person in people:
        _index_person(person, matcher.language, index)
    _index_full_forms(found, doc, people, names, index)
    _index_single_people(found, here, index)
    index_organisations(found, doc, index)
    index_acronyms(found, doc, known, index)
    by_start, text = {mention.start: mention for mention in known}, columns(doc).text
    return [m for m in _mentions(here, index) if not _is_given_name_of_next(m, text, by_start)]


def _is_given_name_of_next(mention: Mention, text: str, known: Mapping[int, Mention]) -> bool:
    """Whether the surname follows at once, in marks: (Donald) Trump is one mention, not two."""
    end = mention.end
    while end < mention.end + _GAP and end < len(text) and not text[end].isalnum():
        end += 1
    follower = known.get(end)
    return (
        mention.found_as is None and follower is not None and mention.actor_id == follower.actor_id
    )


def _taken(doc: Doc, known: Sequence[Mention]) -> tuple[frozenset[int], frozenset[int]]:
    """The tokens of known actors, and those of places and origins."""
    starts, ends = columns(doc).starts, columns(doc).ends
    taken: set[int] = set()
    placed: set[int] = set()
    for mention in known:
        first = bisect_left(starts, mention.start)
        if first and ends[first - 1] > mention.start:
            first -= 1
        last = bisect_left(starts, mention.end)
        (placed if mention.label in _PLACES else taken).update(range(first, last))
    return frozenset(taken), frozenset(placed)


def _keeps_clear(found: Candidate, placed: frozenset[int]) -> bool:
    span = range(found.first, found.last)
    if found.kind == "person":
        return placed.isdisjoint(span)
    return not placed.issuperset(span)


def _of_one_kind(found: list[Candidate], doc: Doc) -> list[Candidate]:
    """One kind for all that is written alike: the one seen more often, or surer."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        key = comparison_key(doc[one.first : one.last].text)
        votes[key][one.kind] += 2 if one.sure else 1
    done = []
    for one in found:
        vote = votes[comparison_key(doc[one.first : one.last].text)]
        person = vote["person"] >= vote["organisation"]
        done.append(one._replace(kind="person" if person else "organisation"))
    return done


def _without_places(found: list[Candidate], doc: Doc) -> list[Candidate]:
    """Without names that stand where places stand, and only there: la Mihail Kogălniceanu."""
    elsewhere = {
        comparison_key(doc[one.first : one.last].text) for one in found if not one.at_place
    }
    return [one for one in found if comparison_key(doc[one.first : one.last].text) in elsewhere]


def _people(
    found: list[Candidate], doc: Doc, known: Sequence[Mention], matcher: Matcher, names: NameWords
) -> list[Named]:
    people = People(names)
    for mention in known:
        full = len(mention.text.split()) > 1 and mention.link in ("name", "alias", "form")
        if full and mention.label == "PERSON" and mention.actor_id in matcher.registry:
            actor = matcher.registry[str(mention.actor_id)]
            people.add_known(actor.id, actor.name.get(matcher.language))
    for one in found:
        if one.kind == "person":
            name = person_name(doc[one.first : one.last].text, names)
            if len(name.split()) > 1:
                people.add(name)
    people.settle()
    done = list(people)
    for person in done:
        person.actor_id = person.actor_id or _known_as(person.name, matcher)
        person.gender = _gender(person, matcher, names)
    return done


def _known_as(name: str, matcher: Matcher) -> str | None:
    """The known person of whom ``name`` is the full name, set right (IOHANNIS Klaus)."""
    tokens = tokenize(name)
    match = next(iter(matcher.find(tokens)), None)
    if match is None or (match.first, match.last) != (0, len(tokens)) or len(match.forms) > 1:
        return None
    actor = matcher.registry[match.forms[0].actor_id]
    return actor.id if actor.kind == "person" else None


def _gender(person: Named, matcher: Matcher, names: NameWords) -> Literal["f", "m"] | None:
    if person.actor_id is not None:
        return matcher.registry[person.actor_id].gender
    given = comparison_key(person.name.split()[0]).split("-")[0]
    return "f" if given in names.women else "m" if given in names.men else None


def _index_person(person: Named, language: str, index: Index) -> None:
    for name in person.names:
        add_form(index, tuple(comparison_key(name).split()), Form(person, full=True))
        if person.actor_id is not None:
            given = comparison_key(name).split()[0]
            bare = {f for f in bare_forms(name, language=language) if f[0].startswith(given[:-1])}
        else:
            bare = bare_forms(name, language=language)
        for form in sorted(bare):
            if len(form[0]) > 2 or len(form) > 1:
                add_form(index, form, Form(person, full=False))


def _index_full_forms(
    found: list[Candidate], doc: Doc, people: list[Named], names: NameWords, index: Index
) -> None:
    """Full names as they stand in the text: POPESCU Ion, Mariei Popescu."""
    of_name = {name: person for person in people for name in person.names}
    for one in found:
        if one.kind != "person":
            continue
        person = of_name.get(person_name(doc[one.first : one.last].text, names))
        if person is not None:
            add_form(index, keys_of(doc, one.first, one.last), Form(person, full=True))


def _index_single_people(found: list[Candidate], here: Surroundings, index: Index) -> None:
    """Persons whom the article never names in full: Popescu, if it is clear that it is a person."""
    singles: dict[str, list[Candidate]] = defaultdict(list)
    read = columns(here.doc)
    times = Counter(
        key for key, word in zip(read.keys, read.words, strict=True) if word[:1].isupper()
    )
    for one in found:
        if one.kind == "person" and one.last - one.first == 1:
            singles[without_suffix(here.key(one.first))].append(one)
    for key, places in singles.items():
        if (
            index.get((key,))
            or here.names.is_given(key)
            or not _is_person(key, places, times, here)
        ):
            continue
        words = Counter(person_name(here.doc[one.first].text, here.names) for one in places)
        person = Named("person", words)
        for form in sorted({(key,), (key + "ul",), (key + "ului",), (key + "lui",)}):
            add_form(index, form, Form(person, full=True))


def _is_person(key: str, places: list[Candidate], times: Counter[str], here: Surroundings) -> bool:
    """Whether a lone word surely names a person, and not a place or a thing."""
    if len(key) < 3 or key in here.names.places:
        return False
    if here.names.is_surname(key):
        return True
    sure = sum(one.sure or here.noun_before(one.first) in here.names.role_heads for one in places)
    if any(one.at_place for one in places):
        return sure > sum(one.at_place for one in places)
    mostly = 5 * len(places) >= 4 * times[key]  # the model did not take it for something else
    return sure > 0 or (len(places) >= ENOUGH and mostly)


def _mentions(here: Surroundings, index: Index) -> Iterator[Mention]:
    """Every place in the text where one of the forms stands, the longest first."""
    longest: dict[str, int] = defaultdict(int)
    for form in index:
        longest[form[0]] = max(longest[form[0]], len(form))
    keys = columns(here.doc).keys
    reached = 0
    for at, key in enumerate(keys):
        if at < reached or key not in longest:
            continue
        size = _size_at(at, keys, here, index, longest[key])
        if size:
            yield _mention(at, at + size, index[tuple(keys[at : at + size])], here)
            reached = at + size


def _size_at(at: int, keys: list[str], here: Surroundings, index: Index, longest: int) -> int:
    """How many tokens the longest form has that stands here; 0 for none."""
    if not here.doc[at].text[:1].isupper():
        return 0
    for size in range(min(longest, len(keys) - at), 0, -1):
        forms = index.get(tuple(keys[at : at + size]))
        if forms and _stands(at, at + size, forms, here):
            return size
    return 0


def _stands(first: int, last: int, forms: list[Form], here: Surroundings) -> bool:
    """Whether the words here are this name, and not a part of another or a plain word."""
    doc = here.doc
    kind = forms[0].named.kind
    if not here.taken.isdisjoint(range(first, last)):
        return False
    if not _keeps_clear(Candidate(first, last, kind, True), here.placed):
        return False
    if any(doc[at].is_space for at in range(first, last)):
        return False
    if kind == "person" and here.is_in_another_name(first):
        return False
    if last - first > 1:
        return True
    if not _is_tagged_as_name(doc[first], forms):
        return False
    return kind == "organisation" or not _is_part_of_a_name(first, last, here)


def _is_tagged_as_name(token: Token, forms: list[Form]) -> bool:
    """Whether a lone capital word is a name by its tag, or by its place if the tag is wrong.

    Within a sentence the capital tells; at its beginning, that it is the subject without an
    article (Zăbavă a plecat), which common nouns hardly ever are.
    """
    if token.pos_ == "PROPN" or token.ent_type_ or token.text.isupper():
        return True
    if forms[0].named.kind == "organisation":
        return False
    opens = token.i == 0 or token.is_sent_start or not token.nbor(-1).text[-1].isalnum()
    if not opens:
        return True
    return token.dep_.startswith("nsubj") and "Def" not in token.morph.get("Definite", [])


def _is_part_of_a_name(first: int, last: int, here: Surroundings) -> bool:
    """Whether another name's word stands right before or after a lone one."""
    doc = here.doc
    for left, beside in ((first - 1, first - 1), (last - 1, last)):
        if not 0 <= beside < len(doc) or not here.adjoin(left) or beside in here.taken:
            continue
        token = doc[beside]
        word = token.pos_ == "PROPN" and token.text[0].isupper() and len(token.text) > 1
        if word and not here.is_title(beside):
            return True
    return False


def _mention(first: int, last: int, forms: list[Form], here: Surroundings) -> Mention:
    span = here.doc[first:last]
    start = span.start_char
    text = span.text.rstrip("-–—,")
    end = start + len(text)
    label = "PERSON" if forms[0].named.kind == "person" else "ORG"
    full = [form for form in forms if form.full] or forms
    if len(full) > 1:
        return Mention(start, end, text, label, None, "alias", _OPEN_SCORE)
    named = full[0].named
    link: Link = "alias"
    if full[0].full:
        link = "name" if comparison_key(text) == comparison_key(named.name) else "form"
    score = _SCORES[link]
    if named.kind == "person" and len(named.name.split()) == 1:
        score = _SINGLE_SCORE
    if named.actor_id is not None:
        return Mention(start, end, text, label, named.actor_id, link, score, named.gender)
    name = named.name
    return Mention(start, end, text, label, found_id(name), link, score, named.gender, name)
