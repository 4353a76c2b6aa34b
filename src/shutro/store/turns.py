"""How often the stories of a library have changed: a number by which programs that remember them see that they did."""

from sqlalchemy import Connection


def read_turn(connection: Connection) -> int:
    """Return the number of the last change."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def count_turn(connection: Connection) -> int:
    """Count a change, and return its number; a transaction has begun, and takes the number back where it fails."""
    turn = read_turn(connection) % 0x7FFFFFFF + 1
    connection.exec_driver_sql(f"PRAGMA user_version = {turn}")
    return turn
