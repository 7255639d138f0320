"""What photos show for each field: the machine's reading, a person's word, and which of them counts."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from catalog.errors import CatalogError
from catalog.records import ParsedCaption, Value
from catalog.store.photo import EditRow, PhotoRow
from catalog.store.text import indexable, storable
from catalog.store.transaction import Work

# How the machine's reading of a field is written as one text; several values are joined as credits do.
_MACHINE: Mapping[str, Callable[[ParsedCaption], str | None]] = MappingProxyType(
    {
        "agency": lambda caption: _joined(agency.name for agency in caption.agencies),
        "creators": lambda caption: _joined(creator.name for creator in caption.creators),
        "credit_line": lambda caption: caption.credit_line,
        "handout_source": lambda caption: _joined(source.name for source in caption.handout_sources),
        "place": lambda caption: caption.places[0].name if caption.places else None,
        "country": lambda caption: caption.country,
        "date": lambda caption: caption.date,
        "description": lambda caption: caption.description or None,
    }
)


def _joined(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


def shown_values(caption: ParsedCaption | None, edits: Mapping[str, str | None]) -> dict[str, Value]:
    """Field to machine's, human's and shown value, for fields that have any.

    Args:
        caption: The current parse.
        edits: A person's newest word on each field; None gives the field back to the machine.
    """
    machine = {name: read(caption) for name, read in _MACHINE.items()} if caption else {}
    values = {}
    for name in dict.fromkeys((*_MACHINE, *edits)):
        read, human = machine.get(name), edits.get(name)
        if read is not None or human is not None:
            values[name] = Value(machine=read, human=human, shown=read if human is None else human)
    return values


def set_value(work: Work, photo_id: int, field: str, value: str | None) -> None:
    """Set a field by hand; None gives it back to the machine. Earlier words stay on record.

    Raises:
        CatalogError: There is no such photo.
    """
    # Two people at one field: the newest word must be that of the later commit.
    if work.session.get(PhotoRow, photo_id, with_for_update={"key_share": True}) is None:
        raise CatalogError(where=f"photo {photo_id}", reason="there is no such photo")
    kept = None if value is None else storable(value)
    work.session.add(
        EditRow(photo_id=photo_id, field=indexable(field), value=kept, actor=work.actor.name, at=work.now)
    )
    work.changed([photo_id])
    values = {"field": field} if kept is None else {"field": field, "value": kept}
    work.record("edit", f"photo:{photo_id}", values)
