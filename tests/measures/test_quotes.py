from presslens.measures import speakers


def test_speakers_count_quotes_words_and_kinds(run):
    row = speakers(run).iloc[0]
    assert row[["actor_id", "quotes", "words", "articles", "direct", "indirect"]].tolist() == [
        "zelenski", 1, 1, 1, 1, 0,
    ]  # fmt: skip


def test_quotes_without_speaker_stay_in_the_whole(run):
    row = speakers(run).iloc[0]
    assert (row["n_quotes"], row["share"]) == (2, 0.5)


def test_speakers_without_quotes_is_empty(run):
    run.quotes = run.quotes.iloc[:0]
    assert speakers(run, top=3).empty
