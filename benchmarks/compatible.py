"""Event types that may name one happening when claims are compared with what a reader took."""

COMPATIBLE = (
    {"MEET", "CALL"},
    {"CALL", "MESSAGE"},
    {"AGREE", "ACCEPT"},
    {"ATTACK", "KILL"},
    {"CANCEL", "POSTPONE", "MEET"},
    {"PERSUADE", "MEDIATE"},
    {"DIE", "KILL"},
    {"SUSPEND", "WITHDRAW"},
    {"MEDIATE", "MEET"},
)
