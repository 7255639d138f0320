"""Search: the query language, the index beside the store, facets and highlighting."""

from catalog.search.document import FACETS, IndexDocument, document
from catalog.search.errors import QueryError
from catalog.search.facets import FacetValue
from catalog.search.fields import Described, Field, flags, later_fields, load_fields, presences
from catalog.search.highlight import find_matches
from catalog.search.index import Index, IndexStatus, SearchPage
from catalog.search.match import matches
from catalog.search.names import FixedNames, KnownNames, Names
from catalog.search.paging import SORTS, Sort
from catalog.search.parse import parse_query
from catalog.search.printing import print_query
from catalog.search.query import Age, All, And, DateTerm, FieldTerm, Not, Or, Phrase, Query, Similar, Word
from catalog.search.refine import own_terms, toggle, without
from catalog.search.similar import Near, NoPictureError, SimilarPictures
from catalog.search.source import PhotoSource

__all__ = [
    "FACETS",
    "SORTS",
    "Age",
    "All",
    "And",
    "DateTerm",
    "Described",
    "FacetValue",
    "Field",
    "FieldTerm",
    "FixedNames",
    "Index",
    "IndexDocument",
    "IndexStatus",
    "KnownNames",
    "Names",
    "Near",
    "NoPictureError",
    "Not",
    "Or",
    "PhotoSource",
    "Phrase",
    "Query",
    "QueryError",
    "SearchPage",
    "Similar",
    "SimilarPictures",
    "Sort",
    "Word",
    "document",
    "find_matches",
    "flags",
    "later_fields",
    "load_fields",
    "matches",
    "own_terms",
    "parse_query",
    "presences",
    "print_query",
    "toggle",
    "without",
]
