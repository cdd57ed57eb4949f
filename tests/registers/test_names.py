from utils.registers.names import REGISTERS
from utils.registers.schemas import SCHEMAS


def test_every_register_has_a_schema_and_the_other_way_round() -> None:
    assert tuple(SCHEMAS) == REGISTERS
