"""Small drafts for tests; the parse is as the caption room would make it, in the fields that matter here."""

import os

from catalog.records import (
    Finding,
    FindingValue,
    Form,
    Handout,
    HandoutSource,
    ImageRecord,
    ParsedCaption,
    Reference,
)
from catalog.store import CaptionDraft, ImageDraft, PhotoDraft
from catalog.vocabulary.codes import HandoutState, Severity, SourceClass


def source(name, *forms, country=None, class_=SourceClass.GOVERNMENT):
    return HandoutSource(
        name=name,
        span=(0, len(name)),
        forms=tuple(Form(text=form, span=(0, len(form))) for form in forms),
        class_=class_,
        country=country,
    )


def caption(text, *sources, **fields):
    parsed = ParsedCaption(caption=text, handout=bool(sources), handout_sources=sources, **fields)
    return CaptionDraft(raw=f"raw {text}".encode("utf-8", "surrogatepass"), parsed=parsed, parser="1")


def image(sha256, *, path="/pictures/gull.jpg", rendition="made", blocks=()):
    record = ImageRecord(file="gull.jpg", format="jpeg", width=40, height=30, bytes=900, sha256=sha256)
    return ImageDraft(path=path, record=record, raw=os.fsencode(path), blocks=blocks, rendition=rendition)


def draft(number, text=None, *sources, picture=None, provider="coastwire", **fields):
    """Asset id `A<number>`, a caption unless `text` is None, a handout where sources are named."""
    words = None if text is None else caption(text, *sources, **fields)
    state = HandoutState.STATED if sources else HandoutState.NOT_INDICATED
    finding = Finding(
        id=f"f{number}",
        rule="handout-stated",
        severity=Severity.NOTICE,
        values=(FindingValue(origin="caption", raw="HANDOUT"),),
    )
    return PhotoDraft(
        ref=Reference(provider=provider, id=f"A{number}"),
        caption=words,
        image=picture,
        handout=Handout(state=state),
        findings=(finding,) if sources else (),
    )
