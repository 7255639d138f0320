"""The closed code lists that records use; their labels for people stand in `data/codes.toml`."""

from enum import StrEnum


class Origin(StrEnum):
    """Whose picture the words say it is. Silence is `not-stated`, never `own`."""

    HANDOUT = "handout"
    HANDOUT_LIKELY = "handout-likely"
    OWN = "own"
    NOT_STATED = "not-stated"
    CONFLICTING = "conflicting"


class How(StrEnum):
    """By which road the picture reached the agency."""

    RELEASED = "released"
    PROVIDED = "provided"
    COURTESY = "courtesy"
    OBTAINED = "obtained"
    THIRD_PARTY_RELAY = "third-party-relay"
    OWN_PHOTOGRAPHER = "own-photographer"
    PRESS_POOL = "press-pool"
    HOUSE_POOL = "house-pool"
    EYEWITNESS = "eyewitness"


class Kind(StrEnum):
    """What kind of picture the words say it is."""

    HANDOUT = "handout"
    POOL = "pool"
    FILE = "file"
    SCREENGRAB = "screengrab"
    SOCIAL = "social"
    SATELLITE = "satellite"
    STRINGER = "stringer"
    ILLUSTRATION = "illustration"
    AI = "ai"
    CONTRIBUTOR = "contributor"
    COMBO = "combo"
    STAFF = "staff"


class SourceClass(StrEnum):
    """What kind of party handed a picture out."""

    GOVERNMENT = "government"
    HEAD_OF_STATE = "head-of-state"
    PARLIAMENT = "parliament"
    MILITARY = "military"
    POLICE = "police"
    SECURITY_SERVICE = "security-service"
    EMERGENCY_SERVICE = "emergency-service"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    DE_FACTO_AUTHORITY = "de-facto-authority"
    ARMED_GROUP = "armed-group"
    POLITICAL_PARTY = "political-party"
    COMPANY = "company"
    PRODUCTION_COMPANY = "production-company"
    NGO = "ngo"
    ACTIVIST_NETWORK = "activist-network"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    MEDIA = "media"
    SCIENCE = "science"
    SPORT = "sport"
    CULTURE = "culture"
    RELIGION = "religion"
    PERSON = "person"
    FAMILY = "family"
    EYEWITNESS = "eyewitness"
    SOCIAL_MEDIA = "social-media"
    SATELLITE_OPERATOR = "satellite-operator"
    UNKNOWN = "unknown"


class AgencyRole(StrEnum):
    """What an agency did in the chain from camera to us."""

    MAKER = "maker"
    PARTNER = "partner"
    DISTRIBUTOR = "distributor"
    OUTLET = "outlet"


class CreditRole(StrEnum):
    """What a part of a by-line, credit line or source field is."""

    CREATOR = "creator"
    AGENCY = "agency"
    OUTLET = "outlet"
    HANDOUT_SOURCE = "handout-source"
    HANDOUT = "handout"
    SUPPLIED = "supplied"
    POOL = "pool"
    FILE = "file"
    STRINGER = "stringer"
    STAFF = "staff"
    SOCIAL = "social"
    SATELLITE = "satellite"
    NAME = "name"


class DateRole(StrEnum):
    """What a date in a caption is the date of."""

    TAKEN = "taken"
    RELEASED = "released"
    EVENT = "event"
    MENTIONED = "mentioned"


class Condition(StrEnum):
    """Under what conditions the words say the picture was made or may be trusted."""

    ORGANISED_TOUR = "organised-tour"
    EMBEDDED = "embedded"
    CENSORED = "censored"
    UNDISCLOSED_LOCATION = "undisclosed-location"
    POSED = "posed"
    ALTERED_AT_SOURCE = "altered-at-source"
    BEST_QUALITY_AVAILABLE = "best-quality-available"
    PURPORTS = "purports"
    NOT_INDEPENDENTLY_VERIFIED = "not-independently-verified"


class Term(StrEnum):
    """What a notice allows, forbids or announces."""

    EDITORIAL_USE_ONLY = "editorial-use-only"
    NO_SALES = "no-sales"
    NO_ARCHIVE = "no-archive"
    NO_COMMERCIAL_USE = "no-commercial-use"
    NO_ADVERTISING = "no-advertising"
    NO_INTERNET = "no-internet"
    NO_SOCIAL_MEDIA = "no-social-media"
    NO_SEQUENCES = "no-sequences"
    NO_ALTERATION = "no-alteration"
    ONLY_IN_CONTEXT = "only-in-context"
    MANDATORY_CREDIT = "mandatory-credit"
    FEE = "fee"
    ONE_TIME_USE = "one-time-use"
    EMBARGO = "embargo"
    EXPIRES = "expires"
    COUNTRY_OUT = "country-out"
    COUNTRY_ONLY = "country-only"
    OUTLET_OUT = "outlet-out"
    THIRD_PARTY = "third-party"
    GRAPHIC_CONTENT = "graphic-content"
    DO_NOT_OBSCURE_LOGO = "do-not-obscure-logo"
    HIDE_FACES = "hide-faces"
    MODEL_RELEASED = "model-released"
    NOT_MODEL_RELEASED = "not-model-released"
    CORRECTION = "correction"
    KILL = "kill"
    WITHDRAWAL = "withdrawal"
    ADVISORY = "advisory"
    OTHER = "other"


class Certainty(StrEnum):
    """How firmly a value rests on the words."""

    SURE = "sure"
    LIKELY = "likely"
    OPEN = "open"


class Severity(StrEnum):
    """How much a finding asks of a person; `contradiction` says that two statements cannot both hold."""

    CONTRADICTION = "contradiction"
    WARNING = "warning"
    NOTICE = "notice"
    INFO = "info"


class HandoutState(StrEnum):
    """What caption, file and neighbours together say about a handout."""

    STATED = "stated"
    LIKELY = "likely"
    NOT_INDICATED = "not-indicated"
    CONFLICTING = "conflicting"


class CredentialState(StrEnum):
    """What became of a file's Content Credentials; `valid` says nothing about who signed."""

    TRUSTED = "trusted"
    VALID = "valid"
    INVALID = "invalid"
    REMOTE = "remote"
    UNREADABLE = "unreadable"


class TimeSource(StrEnum):
    """Who stated the time of a signature."""

    AUTHORITY = "authority"
    NONE = "none"
