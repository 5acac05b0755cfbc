"""Both databases take every text that was cleaned, and give it back as it was."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
from sqlalchemy import String, literal, select

from permanence.clean_text import clean
from storage.store import Store
from tests.permanence.test_clean_text import ANY


@settings(max_examples=40)
@given(texts=st.lists(ANY, min_size=1, max_size=20))
async def test_a_cleaned_text_is_taken_and_given_back(store: Store, texts: list[str]) -> None:
    async with store.read() as work:
        for text in map(clean, texts):
            assert await work.conn.scalar(select(literal(text, String))) == text
