"""Lines of tags below an article: "Tags: steel, trade, Oslo", in the languages that newspapers are read in."""

from __future__ import annotations

import re
from typing import Protocol

from newsarchive.parse.text import ends_sentence

_TAGS = r"""(?:(?:article|story|related)\s+)?(?:tags|keywords|key\s+words|tagged(?:\s+(?:as|with|under))?)
    |schlag(?:worte|wörter)|schlüsselwörter|mots[\s-](?:clés|clefs)|palabras\s+clave|palavras[\s-]chave|parole\s+chiave|trefwoorden|kernwoorden|cuvinte[\s-]cheie
    |nyckelord|taggar|stikkord|emneord|nøgleord|avainsanat|asiasanat|märksõnad|raktažodžiai|tagi|słowa\s+kluczowe|klíčová\s+slova|kľúčové\s+slová|kulcsszavak|ključne\s+(?:riječi|reči|besede)
    |теги|ключевые\s+слова|теґи|ключові\s+слова|тагове|ключови\s+думи|кључне\s+речи|λέξεις[\s-]κλειδιά|anahtar\s+kelimeler|açar\s+sözlər|từ\s+khóa|kata\s+kunci|tag\s+terkait
    |标[签籤]|標[签籤]|关[键鍵][词字]|關鍵[詞字]|タグ|キーワード|태그|키워드|(?:ال)?كلمات\s+(?:ال)?(?:مفتاحية|دلالية|دالة)|(?:ال)?وسوم|برچسب[\s\u200c]?ها|کلید[\s\u200c]?واژه[\s\u200c]?ها|(?:کلمات|واژه[\s\u200c]?های)\s+کلیدی|ٹیگز|टैग्?स?|ট্যাগ(?:স)?|แท็ก|คำค้น|תגיות|מילות\s+מפתח"""
_TOPICS = r"""tag|keyword|stich(?:worte|wörter)|étiquettes|etiquetas|etichete|štítky|címkék|oznake|ознаке|метки|мітки|ετικέτες|etiketler|(?:related\s+)?topics?|themen|temas?|tópicos|sujets|thèmes|temi|argomenti|thema['’]?s|ämnen|emner|aiheet|темы|теми|tematy|témata|témy|témák|teme|теме|θέματα|konular|topik|chủ\s+đề|المواضيع|مواضيع|موضوعات|话题|話題|主题|トピックス?|주제"""
_SIGN = r"\s*[:：]\s*(?=\S)"
_LABEL = re.compile(rf"(?:{_TAGS}){_SIGN}", re.X)
_LABEL_OF_LINKS = re.compile(rf"(?:{_TAGS}|{_TOPICS}){_SIGN}", re.X)
"""What an article is about stands in its text as well: a line of these words has links, too."""
_PARTS = re.compile(r"\s*[,;|،؛、，；·•\n\t]\s*|\s+(?=#)")
_LONGEST_LABEL = 24
_LINKS = 3
_MOST_WORDS = 6
"""Words of one tag: more are a sentence."""


class Line(Protocol):
    """A run of text, or a block in the making."""

    text: str
    size: int
    """Characters as written."""
    links: int
    """Of these, the ones inside links."""


def tags_of_line(text: str) -> list[str]:
    """The tags in a line that has a word for tags, a colon and nothing but tags; of other lines none."""
    return _tags_behind(_LABEL, text)


def tags_of_links(line: Line) -> list[str]:
    """The same of a line that is links for a third or more: there a word for topics will do."""
    return _tags_behind(_LABEL_OF_LINKS, line.text) if line.links * _LINKS >= line.size else []


def _tags_behind(label_pattern: re.Pattern[str], text: str) -> list[str]:
    head = text[: _LONGEST_LABEL + 4].lower()
    if ":" not in head and "：" not in head:
        return []
    label = label_pattern.match(head)
    if label is None or ends_sentence(text):
        return []
    tags = [tag for part in _PARTS.split(text[label.end() :]) if (tag := part.strip(" #"))]
    return [] if any(_NO_TAG.fullmatch(tag) or len(tag.split()) > _MOST_WORDS for tag in tags) else tags


_NO_TAG = re.compile(r".*[:：].*|\W*|none|n/a|keine|aucun|ninguno|нет|无|なし", re.I)
"""Another label, or nothing."""
