"""`catalog clusters`: copies of one picture, what each distributor says, and people's word on them."""

from collections.abc import Callable

import click
from msgspec import Struct

from catalog.cli.main import settings_of
from catalog.cli.rooms import actor_for, bring_up_to_date, open_store
from catalog.cli.show import badge, one_line
from catalog.desk import Act, Clusters, Moved, join, open_clusters, split, undo
from catalog.errors import CatalogError
from catalog.provenance import compare_copies
from catalog.records import Actor, Cluster, Photo, to_json

_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_reason = click.option("--reason", required=True, help="Why; it is kept with your name.")
_COMPARED = 60
"""Copies that a line of the list looks at, the first received; a placeholder may have thousands."""
# What a database can hold.
_NUMBER = click.IntRange(1, 2**63 - 1)
_photos = click.argument("photos", nargs=-1, required=True, type=_NUMBER, metavar="PHOTO...")


class _Moved(Struct, frozen=True):
    """A photo whose cluster is another one now, as JSON."""

    photo: int
    before: int | None
    after: int | None


class _Possible(Struct, frozen=True):
    """A photo that may be a copy too, as JSON."""

    photo: int
    bits: int


class _Act(Struct, frozen=True):
    """What an act did, as JSON."""

    event: int
    moved: tuple[_Moved, ...]


@click.group()
def clusters() -> None:
    """Clusters: copies of one picture from several distributors."""


@clusters.command("list")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many.")
@_as_json
@click.pass_context
def list_(ctx: click.Context, *, limit: int, as_json: bool) -> None:
    """List clusters, those of the newest first copies first."""
    with open_store(settings_of(ctx)) as store:
        for one in store.clusters(limit):
            photos = one.photos if as_json else one.photos[:_COMPARED]
            cluster = compare_copies(one.id, store.photos(photos))
            click.echo(to_json(cluster) if as_json else _line(cluster, len(one.photos)))


@clusters.command()
@click.argument("number", type=_NUMBER)
@_as_json
@click.pass_context
def show(ctx: click.Context, number: int, *, as_json: bool) -> None:
    """Show a cluster's copies by arrival, and where each departs from the first."""
    with open_store(settings_of(ctx)) as store:
        found = store.cluster(number)
        if found is None:
            raise CatalogError(where=f"cluster {number}", reason="there is no cluster of this number")
        photos = store.photos(found.photos)
    cluster = compare_copies(found.id, photos)
    if as_json:
        click.echo(to_json(cluster))
    else:
        _show(cluster, photos)


@clusters.command()
@click.argument("number", type=_NUMBER)
@_as_json
@click.pass_context
def possible(ctx: click.Context, number: int, *, as_json: bool) -> None:
    """List other photos that may be copies too; nothing is joined."""
    settings = settings_of(ctx)
    with open_store(settings) as store, open_clusters(settings, store) as found:
        cluster = store.cluster(number)
        if cluster is None:
            raise CatalogError(where=f"cluster {number}", reason="there is no cluster of this number")
        for photo, bits in found.possible(cluster.photos):
            click.echo(to_json(_Possible(photo, bits)) if as_json else f"#{photo}: {bits} of 256 bits differ")


@clusters.command("join")
@_photos
@_reason
@_as_json
@click.pass_context
def join_(ctx: click.Context, photos: tuple[int, ...], reason: str, *, as_json: bool) -> None:
    """Say that photos are copies of one picture; their clusters become one."""
    _act(ctx, lambda found, actor: join(found, photos, actor=actor, reason=reason), as_json=as_json)


@clusters.command("split")
@_photos
@_reason
@_as_json
@click.pass_context
def split_(ctx: click.Context, photos: tuple[int, ...], reason: str, *, as_json: bool) -> None:
    """Say that photos are no copies of the others in their cluster."""
    _act(ctx, lambda found, actor: split(found, photos, actor=actor, reason=reason), as_json=as_json)


@clusters.command("undo")
@click.argument("event", type=_NUMBER)
@_reason
@_as_json
@click.pass_context
def undo_(ctx: click.Context, event: int, reason: str, *, as_json: bool) -> None:
    """Take an act back by the number that it printed."""
    _act(ctx, lambda found, actor: undo(found, event, actor=actor, reason=reason), as_json=as_json)


@clusters.command()
@click.option("--dry-run", is_flag=True, help="Only show what would be different.")
@_as_json
@click.pass_context
def rebuild(ctx: click.Context, *, dry_run: bool, as_json: bool) -> None:
    """Work all clusters out again from image files; what people joined and split stays."""
    settings = settings_of(ctx)
    with open_store(settings) as store, open_clusters(settings, store) as found:
        moved = 0
        for one in found.rebuild(actor_for("clusters rebuild"), dry_run=dry_run):
            moved += 1
            _tell(one, as_json=as_json)
        if not dry_run:
            bring_up_to_date(settings, store)
        would = "would move" if dry_run else "moved"
        click.echo(f"{moved:,} of {store.count():,} photos {would}", err=as_json)


def _act(ctx: click.Context, do: Callable[[Clusters, Actor], Act], *, as_json: bool) -> None:
    """Do what a person says, and tell what moved and how to undo it."""
    settings = settings_of(ctx)
    with open_store(settings) as store, open_clusters(settings, store) as found:
        act = do(found, actor_for(f"clusters {ctx.info_name}"))
        bring_up_to_date(settings, store)
    if as_json:
        click.echo(to_json(_Act(act.event, tuple(_Moved(*one) for one in act.moved))))
        return
    for one in act.moved:
        _tell(one, as_json=False)
    click.echo(f"Event {act.event}; to take it back: catalog clusters undo {act.event} --reason ...")


def _tell(one: Moved, *, as_json: bool) -> None:
    """A photo and its cluster before and now."""
    if as_json:
        click.echo(to_json(_Moved(*one)))
    else:
        click.echo(f"#{one.photo}: {_named(one.before)} → {_named(one.after)}")


def _named(cluster: int | None) -> str:
    return "alone" if cluster is None else f"cluster {cluster}"


def _line(cluster: Cluster, total: int) -> str:
    """A cluster in a line: number, copies, who sent them; in a second one the handout mark that was lost."""
    senders = dict.fromkeys(one.values.get("credit_line") or one.ref.provider for one in cluster.copies)
    lost = f"\n        {one_line(_mark(cluster))}" if cluster.handout_mark.lost else ""
    return f"{cluster.id:6}  {one_line(f'{total} copies: ' + ' | '.join(senders))}{lost}"


def _mark(cluster: Cluster) -> str:
    """Which copies say handout and which do not."""
    mark = cluster.handout_mark
    names = ", ".join(party.name for party in mark.from_) or "source not named"
    said, silent = (", ".join(f"#{number}" for number in ids) for ids in (mark.said_by, mark.not_said_by))
    return f"HANDOUT · {names}: said by {said}, not by {silent}"


def _show(cluster: Cluster, photos: list[Photo]) -> None:
    """Print the copies by arrival, each with its differences from the first."""
    click.echo(f"Cluster {cluster.id}: {len(cluster.copies)} copies of one picture")
    if cluster.handout_mark.lost:
        click.echo(one_line(_mark(cluster)))
    for copy, photo in zip(cluster.copies, photos, strict=True):
        values = copy.values
        first = "first received" if copy.photo == photos[0].id else None
        head = [f"#{copy.photo}", first, copy.added[:10], badge(photo), values.get("credit_line")]
        click.echo(one_line(" | ".join(filter(None, head))))
        click.echo(f"    {one_line(copy.caption or '(no caption)')}")
        for one in copy.differences:
            name = one.field.replace("_", " ")
            words = one_line(f"{one.departure} {name}: {one.first or '–'} → {one.here or '–'}")
            click.echo(f"    {words}")
