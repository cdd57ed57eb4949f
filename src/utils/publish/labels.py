"""Where the names of dots stand: beside them, and not on each other."""

from collections.abc import Sequence

LETTER, LINE = 4.4, 9.5  # points: about the width and height of a letter of size 8
# Offsets in points and which side of the dot the text stands on, best first.
PLACES = (
    (6, 4, "left"), (-6, 4, "right"), (6, -7, "left"), (-6, -7, "right"), (0, 10, "center"), (0, -12, "center"),
    (9, 15, "left"), (-9, 15, "right"), (9, -18, "left"), (-9, -18, "right"),
)  # fmt: skip
Box = tuple[float, float, float, float]
Place = tuple[float, float, str]


def placed(points: Sequence[tuple[float, float]], texts: Sequence[str], width: float) -> list[Place]:
    """An offset and alignment for each text, so that the texts overlap neither each other nor the named dots.

    `points` are the dots in points from the lower left corner of an axes of that width. A text for which no place is
    free takes the best one all the same.
    """
    taken: list[Box] = [(x - 3, y - 3, x + 3, y + 3) for x, y in points]
    chosen: list[Place] = []
    for number, ((x, y), text) in enumerate(zip(points, texts, strict=True)):
        places = [(place, _box(x, y, text, place)) for place in PLACES]
        inside = [(place, box) for place, box in places if box[0] >= 0 and box[2] <= width] or places
        others = taken[:number] + taken[number + 1 :]
        free = [(place, box) for place, box in inside if not any(_overlap(box, other) for other in others)]
        place, box = (free or inside)[0]
        chosen.append(place)
        taken.append(box)
    return chosen


def _box(x: float, y: float, text: str, place: Place) -> Box:
    right, up, side = place
    width = LETTER * len(text)
    left = x + right - {"left": 0.0, "center": width / 2, "right": width}[side]
    return left, y + up - LINE / 2, left + width, y + up + LINE / 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
