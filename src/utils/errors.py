"""The one kind of error that is meant for a person."""


class HkoError(Exception):
    """A fault in what was given: a Danish text that names the file or parameter and what was expected.

    Raised wherever a person can mend the cause. The command line prints the text without a traceback and
    ends with status 1; every other exception is a defect of the program.
    """
