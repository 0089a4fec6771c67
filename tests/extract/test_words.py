"""Folding, clitics and stems: what a word may be once what is written onto it is taken off."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.words import bare_forms, fold, stems
from dragoman.pack import languages, load_pack

AR, HE, EN = load_pack("ar"), load_pack("he"), load_pack("en")


def test_fold_unifies_marks_and_carriers():
    assert fold("اجتماعًا", AR) == fold("اجتماعا", AR)
    assert fold("إلى", AR) == fold("الي", AR)
    assert fold("מו״מ", HE) == fold('מו"מ', HE)
    assert fold("Türkiye’s", EN) == "turkiye's"


def test_clitics_come_off_with_their_parts():
    assert any(b.word == "شرم" and b.clitics == ("ب",) for b in bare_forms("بشرم", AR))
    assert any(b.word == "حماس" and b.clitics == ("و", "ل") for b in bare_forms("ولحماس", AR))
    assert any(b.word == fold("ويتكوف", AR) and not b.clitics for b in bare_forms("ويتكوف", AR))
    assert any(b.word == "שארם" and b.clitics == ("ב",) for b in bare_forms("בשארם", HE))
    assert [b.word for b in bare_forms("Witkoff", EN)] == ["witkoff"]


def test_fused_article():
    assert any(b.word == "حركة" and b.clitics[-2:] == ("ل", "ال") for b in bare_forms("للحركة", AR))


def test_stems_of_inflected_verbs():
    assert "التق" in stems("والتقوا", False, AR) or "التقو" in stems("والتقوا", False, AR)
    assert "נפגש" in stems("שנפגשו", False, HE)
    assert "נפגש" in stems("נפגשת", False, HE)
    assert "meet" in stems("meets", False, EN)


@given(st.sampled_from(languages()), st.text(alphabet="אבגדהוזחטابتثجحخدabcdef'\"", min_size=1, max_size=12))
def test_every_reading_is_the_end_of_the_word(language, word):
    pack = load_pack(language)
    whole = fold(word, pack)
    for bare in bare_forms(word, pack):
        assert whole.endswith(bare.word)
        assert len(bare.word) >= min(2, len(whole)) or not bare.clitics or "-" in whole
