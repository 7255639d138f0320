"""The reference keeps up with the code: every name has its heading, and no heading is without code."""

import re

import click
import pytest

from catalog.cli.main import cli
from catalog.errors import CatalogError
from catalog.exchange import KINDS
from catalog.search import flags, later_fields, load_fields, parse_query, presences
from catalog.settings import load_settings
from catalog.vocabulary.codes import Kind
from tests.docs.markdown import headings, read, section, sections
from web import create_app


def _commands(group, names=()):
    """Every command with the words that call it, groups included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*names, name), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*names, name))


COMMANDS = {" ".join(names): command for names, command in _commands(cli)}


def test_the_headings_of_the_commands_are_the_commands():
    text = read("reference/commands.md")
    assert headings(text, 2) == [name for name in COMMANDS if " " not in name]
    assert sorted(headings(text, 3)) == sorted(name for name in COMMANDS if " " in name)


def _options(text):
    """The options that a section lists, each line's names."""
    lines = re.findall(r"^- (`-.+?`): ", text, re.MULTILINE)
    return {word for line in lines for word in re.findall(r"(?<=`)-[\w-]+", line)}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_lists_its_options_and_no_others(name):
    text = section(read("reference/commands.md"), 3 if " " in name else 2, name)
    text = text.partition("\n### ")[0]
    options = [param for param in COMMANDS[name].params if isinstance(param, click.Option)]
    assert _options(text) == {spelling for option in options for spelling in option.opts}


def test_the_options_before_a_command_are_listed():
    text = read("reference/commands.md").partition("\n## ")[0]
    given = {spelling for option in cli.params for spelling in option.opts}
    assert _options(text) == given | {"-h", "--help"}


class _Asked(dict):
    """An environment that remembers what it was asked for."""

    def __init__(self):
        super().__init__()
        self.names = set()

    def get(self, name, default=None):
        self.names.add(name)
        return default


def test_the_headings_of_the_settings_are_the_settings():
    environment = _Asked()
    load_settings(environment)
    assert sorted(headings(read("reference/settings.md"), 2)) == sorted(environment.names)


def test_the_headings_of_the_kinds_of_import_are_the_kinds():
    *kinds, refused = headings(read("reference/imports.md"), 2)
    assert (kinds, refused) == (list(KINDS), "What is refused as a whole")


def test_the_headings_of_the_query_language_are_its_fields():
    assert headings(read("reference/queries.md"), 3) == list(load_fields())


@pytest.mark.parametrize("field", load_fields().values(), ids=load_fields())
def test_a_field_has_its_sentence_its_example_its_aliases_and_its_values(field):
    text = sections(read("reference/queries.md"), 3)[field.name]
    assert f"{field.sentence} `{field.example}`" in text
    parse_query(field.example)
    assert set(re.findall(r"`([\w-]+):`", text)) == set(field.aliases)
    values = text.partition("Values: ")[2].partition("\n\n")[0]
    if field.name not in {"is", "has"}:
        assert re.findall(r"`([\w-]+)`", values) == list(field.values)


@pytest.mark.parametrize(("name", "known"), [("is", flags()), ("has", presences())])
def test_every_trait_is_listed_with_its_sentence(name, known):
    text = section(read("reference/queries.md"), 2, f"{name}:")
    listed = re.findall(rf"^- `{name}:([\w-]+)`: (.+)$", text, re.MULTILINE)
    assert listed == [(trait.name, trait.sentence) for trait in known]


def test_every_kind_of_picture_is_a_value_of_is():
    text = section(read("reference/queries.md"), 2, "is:").partition("\n- ")[0]
    assert re.findall(r"`is:([\w-]+)`", text) == [kind for kind in Kind if kind != Kind.HANDOUT]


def test_every_name_that_is_kept_for_later_is_listed():
    listed = re.findall(r"^- `(\w+):`: (.+)$", read("reference/queries.md"), re.MULTILINE)
    assert listed == [(field.name, field.sentence) for field in later_fields()]


_CONVERTED = re.compile(r"<[^<>]+:")


def _errors(kind):
    """An error and all that are more special."""
    yield kind
    for special in kind.__subclasses__():
        yield from _errors(special)


def test_every_error_that_a_person_is_told_about_has_its_heading():
    ours = {
        kind.__name__ for kind in _errors(CatalogError) if kind.__module__.startswith(("catalog.", "web."))
    }
    assert ours - set(headings(read("reference/errors.md"), 2)) == set()


def _routes(tmp_path):
    """Method and address of everything that the app answers, as headings write them."""
    app = create_app(load_settings({}, tmp_path))
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield f"{method} {_CONVERTED.sub('<', rule.rule)}"


def test_the_headings_of_the_http_reference_are_the_routes(tmp_path):
    assert sorted(headings(read("reference/http.md"), 3)) == sorted(_routes(tmp_path))
