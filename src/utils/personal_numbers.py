"""What may be a personal number, wherever it stands: no message, page or file may show it."""

import re
from typing import Final

# Ten digits in a row, or six and four with something short between.
PERSONAL_NUMBER: Final = re.compile(r"\d{6}[\s.,–-]{0,2}\d{4,}")
