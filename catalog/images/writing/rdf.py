"""Properties of an XMP tree: taken out in whatever form they stand, set in the standard's shape."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from catalog.images.writing.tree import XML, Element
from catalog.vocabulary.fields import XmpProperty, load_field_table

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DEFAULT_LANGUAGE = "x-default"
_LANG = f"{{{XML}}}lang"
_LI = f"{{{RDF}}}li"
_ALT = f"{{{RDF}}}Alt"
# Members of structures that are language alternatives (IPTC Photo Metadata Standard 2023.2, Location).
_ALT_MEMBERS = frozenset({"Iptc4xmpExt:LocationName"})


@lru_cache(maxsize=1024)
def expanded(name: str) -> str:
    """`dc:title` as `{namespace}title`."""
    prefix, _, local = name.partition(":")
    return f"{{{load_field_table().namespaces[prefix]}}}{local}"


@lru_cache(maxsize=1)
def _usual_prefixes() -> dict[str, str]:
    """Namespace URI to the prefix that everybody gives it."""
    return {uri: prefix for prefix, uri in load_field_table().namespaces.items()}


def descriptions(rdf: Element) -> list[Element]:
    """The `rdf:Description` elements right below `rdf:RDF`."""
    return [child for child in rdf.children if child.name == f"{{{RDF}}}Description"]


def first_description(rdf: Element) -> Element:
    """The description that takes new properties, made where there is none."""
    found = descriptions(rdf)
    if found:
        return found[0]
    made = Element(f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    rdf.content.append(made)
    return made


def is_property(name: str) -> bool:
    """Whether an attribute of a description is a property, not RDF's or XML's own (`rdf:about`)."""
    return name.startswith("{") and not name.startswith((f"{{{RDF}}}", f"{{{XML}}}"))


def read_text(rdf: Element, name: str) -> str | None:
    """A simple property's text; None where it is not there."""
    for description in descriptions(rdf):
        if name in description.attributes:
            return description.attributes[name]
        for child in description.children:
            if child.name == name:
                return child.text
    return None


def take_out(rdf: Element, name: str) -> list[Element]:
    """Remove a property, also one spelt in other case; its elements, in order.

    Readers take `dc:Creator` for `dc:creator`: left in place it would contradict what is set.
    """
    taken: list[Element] = []
    for description in descriptions(rdf):
        for key in [key for key in description.attributes if _same(key, name)]:
            value = description.attributes.pop(key)
            taken.append(Element(name, content=[value]))
        for child in [child for child in description.children if _same(child.name, name)]:
            description.remove(child)
            taken.append(child)
    return taken


def _same(one: str, other: str) -> bool:
    """Whether two names are one but for the case of their local part."""
    if one == other:
        return True
    space, _, local = one.rpartition("}")
    wanted_space, _, wanted = other.rpartition("}")
    return space == wanted_space and local.lower() == wanted.lower()


def put(rdf: Element, element: Element) -> None:
    """Add a property to the first description, which declares its namespace as writers do."""
    description = first_description(rdf)
    uri = element.name[1:].partition("}")[0]
    around = rdf.declared | description.declared
    prefix = _usual_prefixes().get(uri)
    if prefix is not None and prefix not in around and uri not in around.values():
        description.declared[prefix] = uri
    description.content += ["\n   ", element]


def simple(name: str, text: str) -> Element:
    """A simple property, in element form."""
    return Element(name, content=[text])


def built(
    place: XmpProperty, texts: Sequence[str], members: Sequence[tuple[str, str]], old: Sequence[Element]
) -> Element:
    """A property in the shape that the standard asks for.

    Args:
        place: Where XMP keeps the field.
        texts: Its values.
        members: Of a structure, the members of its one item.
        old: What the property was before: other languages of it stay.
    """
    name = expanded(place.paths[0])
    if place.kind == "text":
        return simple(name, "; ".join(texts))
    if place.kind == "alt":
        return Element(name, content=[_alternatives("; ".join(texts), old)])
    if place.kind == "struct":
        item = Element(_LI, {f"{{{RDF}}}parseType": "Resource"}, [_member(*member) for member in members])
        return Element(name, content=[Element(f"{{{RDF}}}Bag", content=[item])])
    list_name = f"{{{RDF}}}{'Seq' if place.kind == 'seq' else 'Bag'}"
    return Element(name, content=[Element(list_name, content=[simple(_LI, text) for text in texts])])


def other_languages(old: Sequence[Element]) -> Iterator[Element]:
    """Items of a language alternative that are not its default, nor the default again under its language."""
    for element in old:
        for alternative in element.children:
            if alternative.name != _ALT:
                continue
            items = [item for item in alternative.children if item.name == _LI]
            default = next((i.text for i in items if _language(i) == DEFAULT_LANGUAGE), None)
            if default is None and len(items) == 1:
                continue
            yield from (i for i in items if _language(i) != DEFAULT_LANGUAGE and i.text != default)


def _language(item: Element) -> str:
    return item.attributes.get(_LANG, DEFAULT_LANGUAGE).lower()


def _alternatives(text: str, old: Sequence[Element]) -> Element:
    default = Element(_LI, {_LANG: DEFAULT_LANGUAGE}, [text])
    return Element(_ALT, content=[default, *other_languages(old)])


def _member(name: str, text: str) -> Element:
    if name in _ALT_MEMBERS:
        return Element(expanded(name), content=[_alternatives(text, ())])
    return simple(expanded(name), text)
