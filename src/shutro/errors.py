"""The errors that Shutro raises; each message names the thing at fault and what would have done."""


class ShutroError(Exception):
    """Any error that a user of Shutro can do something about."""


class LanguageError(ShutroError):
    """A language folder is missing or its data break a rule of the schema."""


class SourceError(ShutroError):
    """A declaration of an outlet or an agency cannot be used."""


class InputError(ShutroError):
    """A file, page or line could not be read as an article."""


class DatesError(ShutroError):
    """A date, or a file of dates, given by the user cannot be used."""


class FetchError(ShutroError):
    """An address may not be asked, or gave no answer that can be used; `reason` says why without the address.

    What `passes` may go well another time, after `wait` seconds where the host says so.
    """

    def __init__(self, address: str, reason: str, *, passes: bool = False, wait: float | None = None) -> None:
        super().__init__(f"{address}: {reason}")
        self.address, self.reason, self.passes, self.wait = address, reason, passes, wait


class LibraryError(ShutroError):
    """The library is missing, damaged, locked, or of another version."""


class NotInLibraryError(LibraryError):
    """The library holds nothing, or more than one thing, under an id."""


class DecisionError(ShutroError):
    """A decision names something that is not there, or says of it what cannot be.

    `why` is the case, by which the catalogues have words for it, and `named` what these words name.
    """

    def __init__(self, message: str, why: str = "", **named: object) -> None:
        super().__init__(message)
        self.why, self.named = why, named


class PasswordError(ShutroError):
    """A password is missing or cannot be used."""


class ServeError(ShutroError):
    """The desk cannot be served where it was asked to."""


class ExtraError(ShutroError):
    """Something that is installed by itself is missing."""


class ArchiveError(ShutroError):
    """An archive cannot be read or made as it was asked for."""


class AlertError(ShutroError):
    """An alert cannot be sent, or a watch cannot be kept."""
