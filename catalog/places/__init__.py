"""What a name means on the map: places with all their names, and who claims them."""

from catalog.places.gazetteer import Gazetteer
from catalog.places.load import load_gazetteer
from catalog.places.place import Place, PlaceKind

__all__ = ["Gazetteer", "Place", "PlaceKind", "load_gazetteer"]
